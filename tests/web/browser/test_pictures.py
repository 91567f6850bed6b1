"""Pictures: the same on every reload, nothing lies over anything, what can be done with them, and the map of all."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

Keep = Callable[[Page, str], None]
GRAPH = "/graph?focus=清华大学"
_PLACES = "nodes => nodes.map(node => [node.dataset.id, node.getAttribute('transform')])"
_BOXES = """() => {
  const box = (element) => { const b = element.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
  return {
    names: [...document.querySelectorAll(".names text")].map(box),
    marks: [...document.querySelectorAll("a.node path")].map(box),
  };
}"""


def drawn(page: Page) -> None:
    """Waits until the picture is there: the page is shown before it."""
    page.wait_for_selector("[data-graph][data-drawn]")


def test_the_same_picture_on_every_reload(page: Page) -> None:
    page.goto(GRAPH)
    drawn(page)
    first = page.locator("svg a.node").evaluate_all(_PLACES)
    page.reload()
    drawn(page)
    assert page.locator("svg a.node").evaluate_all(_PLACES) == first
    assert len(first) > 10


def test_no_name_lies_over_another_or_over_a_mark(page: Page, picture: Keep) -> None:
    for address in (GRAPH, "/shared?view=graph&min=5"):
        page.goto(address)
        drawn(page)
        boxes = page.evaluate(_BOXES)
        names, marks = boxes["names"], boxes["marks"]
        assert len(names) > 8
        for at, name in enumerate(names):
            for other in names[at + 1 :]:
                assert not _overlap(name, other, 1)
            # A name stands right under its own mark; a pixel of rounding is no overlap.
            assert sum(_overlap(name, mark, 2) for mark in marks) == 0
    picture(page, "graph")


def _overlap(one: list[float], other: list[float], slack: float) -> bool:
    return (
        one[0] < other[2] - slack and other[0] < one[2] - slack
        and one[1] < other[3] - slack and other[1] < one[3] - slack
    )  # fmt: skip


def test_choosing_dims_the_rest_and_shows_what_can_be_done(page: Page) -> None:
    page.goto("/shared?view=graph&min=9")
    drawn(page)
    node = page.locator("svg a.node.k-university").first
    name = node.get_attribute("aria-label")
    node.click()
    expect(page.locator("svg a.node.chosen")).to_have_attribute("aria-label", str(name))
    assert page.locator("svg a.node.dim").count() > 0
    assert "shared" in page.url
    page.locator(".panel").get_by_role("link", name=str(name)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(str(name))


def test_hidden_nodes_stand_in_the_address_and_come_back(page: Page) -> None:
    page.goto(GRAPH)
    drawn(page)
    before = page.locator("svg a.node").count()
    node = page.locator("svg a.node.l-Alliance").first
    id_ = node.get_attribute("data-id")
    node.click()
    page.locator(".panel").get_by_role("button", name="隐藏").click()
    expect(page.locator("svg a.node")).to_have_count(before - 1)
    expect(page.locator(f"[data-nodes] li[data-id='{id_}']")).to_be_hidden()
    with page.expect_download() as download:
        page.get_by_role("link", name="graphml").click()
    assert f'id="{id_}"' not in download.value.path().read_text(encoding="utf-8")
    page.reload()
    expect(page.locator("svg a.node")).to_have_count(before - 1)
    page.goto(GRAPH)
    drawn(page)
    page.locator("svg a.node.l-Alliance").first.click()
    page.locator(".panel").get_by_role("button", name="隐藏").click()
    page.locator(".panel").get_by_role("button", name="撤销").click()
    expect(page.locator("svg a.node")).to_have_count(before)


def test_expanding_adds_neighbours_and_asks_when_there_are_many(page: Page) -> None:
    page.goto(GRAPH)
    drawn(page)
    before = page.locator("svg a.node").count()
    page.locator("svg a.node.l-Alliance").first.click()
    page.locator(".panel").get_by_role("button", name="展开").click()
    dialog = page.get_by_role("dialog")
    page.wait_for_function("before => document.querySelectorAll('svg a.node').length > before"
                           " || document.querySelector('dialog')", arg=before)  # fmt: skip
    if dialog.count():
        dialog.get_by_role("button", name=re.compile("连得最多")).click()
    page.wait_for_function("before => document.querySelectorAll('svg a.node').length > before", arg=before)
    assert page.locator("svg a.node").count() == page.locator("[data-nodes] li").count()


def test_a_node_with_many_neighbours_asks_first(page: Page) -> None:
    answer = {
        "total": 41, "cut": False, "edges": [],
        "nodes": [{"id": f"og-{at:020x}", "label": "Organization", "kind": "company", "name": f"第{at}厂", "degree": 1}
                  for at in range(41)],
    }  # fmt: skip
    page.route("**/neighbourhoods/*", lambda route: route.fulfill(json=answer))
    page.goto(GRAPH)
    drawn(page)
    before = page.locator("svg a.node").count()
    page.locator("svg a.node.l-Alliance").first.click()
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("41")
    dialog.get_by_role("button", name="连得最多的 30 个").click()
    expect(page.locator("svg a.node")).to_have_count(before + 30)
    page.locator(".panel").get_by_role("button", name="撤销").click()
    expect(page.locator("svg a.node")).to_have_count(before)


def test_a_picture_is_saved_as_it_is_seen(page: Page) -> None:
    page.goto(GRAPH)
    drawn(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="存为 SVG").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert text.startswith("<svg")
    assert "清华大学" in text
    assert 'fill="rgb' in text
    with page.expect_download() as download:
        page.get_by_role("button", name="存为 PNG").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_picture_is_saved_as_a_page_that_opens_from_disk(page: Page, new_page: Any, tmp_path: Any) -> None:
    page.goto(GRAPH)
    with page.expect_download() as download:
        page.get_by_role("link", name="单个网页").click()
    path = tmp_path / "graph.html"
    download.value.save_as(path)
    alone = new_page(java_script_enabled=False, color_scheme="dark")
    alone.goto(path.as_uri())
    mark = alone.get_by_role("link", name="稀土产业技术创新战略联盟", exact=True).first
    mark.focus()
    alone.keyboard.press("Enter")
    expect(alone.locator("li:target")).to_contain_text("稀土产业技术创新战略联盟")
    expect(alone.locator("q").first).to_be_visible()
    # Its own style is allowed by the policy that it carries.
    assert alone.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(21, 25, 30)"


def test_the_map_shows_all_and_flies_to_one(page: Page, picture: Keep) -> None:
    page.goto("/overview")
    page.wait_for_selector("[data-overview][data-named]")
    page.wait_for_function("document.querySelector('canvas').getContext('2d')"
                           ".getImageData(0, 0, 1200, 500).data.some(value => value)")  # fmt: skip
    picture(page, "overview")
    page.get_by_label("找到并移到").fill("清华大学")
    expect(page.locator(".hover")).to_have_text("清华大学")
    page.locator("canvas").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("清华大学")


def test_the_map_is_saved(page: Page) -> None:
    page.goto("/overview")
    with page.expect_download() as download:
        page.get_by_role("button", name="存为 SVG").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert text.count("<path") > 5
    with page.expect_download() as download:
        page.get_by_role("button", name="存为 PNG").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_map_leaves_out_what_is_unchecked(page: Page) -> None:
    page.goto("/overview")
    page.wait_for_selector("[data-overview][data-named]")
    count = """() => {
      const c = document.querySelector("canvas");
      const pixels = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
      return pixels.filter((value, at) => at % 4 === 3 && value).length;
    }"""
    before = page.evaluate(count)
    page.locator("input[value='company']").uncheck()
    assert page.evaluate(count) < before


def test_the_suggestion_waits_for_the_newest_letters(page: Page, stage: Any) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="搜索")
    box.fill("清华")
    expect(page.get_by_role("option").first).to_contain_text("清华大学")
    box.fill("")
    expect(page.get_by_role("option")).to_have_count(0)
    assert stage.address in page.url
