"""A researcher's ways through the pages: from a name to the sentence, one question in three views, paths, places."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Keep = Callable[[Page, str], None]


def test_from_a_search_to_a_marked_sentence(page: Page, picture: Keep) -> None:
    page.goto("/")
    picture(page, "home")
    page.get_by_role("combobox", name="搜索").fill("哈工大")
    option = page.get_by_role("option", name=re.compile("哈尔滨工业大学")).first
    expect(option).to_contain_text("哈工大")
    option.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("哈尔滨工业大学")
    picture(page, "organisation")
    group = page.locator("section.group", has_text="成员").first
    group.locator("details.proof summary").first.click()
    group.locator("li.quote .from a").first.click()
    marked = page.locator("mark#here")
    expect(marked).to_be_in_viewport()
    assert "at=" in page.url
    picture(page, "source")
    first = marked.inner_text()
    page.get_by_role("link", name="下一处 →").click()
    expect(page.locator("mark#here")).to_be_in_viewport()
    page.go_back()
    assert page.locator("mark#here").inner_text() == first
    page.locator("aside.here a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("事实")
    picture(page, "fact")


def test_from_words_of_a_text_to_the_marked_sentence(page: Page) -> None:
    page.goto("/find?q=粉尘")
    hit = page.locator("li.said").first
    expect(hit.locator("mark").first).to_have_text("粉尘")
    said = hit.locator("span[lang=zh]").first.inner_text()
    hit.locator(".from a").click()
    asked = page.locator("mark.asked")
    expect(asked.first).to_be_in_viewport()
    assert "".join(asked.all_inner_texts()) == said


def test_suggestions_wait_for_an_input_method(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest?" in request.url else None)
    page.goto("/")
    box = page.get_by_role("combobox", name="搜索")
    box.focus()
    box.dispatch_event("compositionstart")
    box.press_sequentially("qinghua", delay=30)
    page.wait_for_timeout(400)  # longer than the pause before a request
    assert asked == []
    box.fill("清")
    box.dispatch_event("compositionend")
    expect(page.get_by_role("option").first).to_be_visible()
    assert len(asked) == 1


def test_one_question_in_three_views_at_one_address(page: Page, picture: Keep) -> None:
    page.goto("/shared?min=9")
    rows = page.locator("table.rows tbody tr")
    count = rows.count()
    expect(page.locator("main").get_by_role("status").first).to_contain_text(f"共 {count} 条")
    picture(page, "shared-table")
    page.keyboard.press("m")
    expect(page).to_have_url(re.compile("view=matrix"))
    assert page.locator("table.matrix tbody tr").count() == count
    picture(page, "shared-matrix")
    page.keyboard.press("g")
    expect(page).to_have_url(re.compile("view=graph"))
    expect(page.locator("svg a.node.k-university")).to_have_count(count)
    picture(page, "shared-graph")
    address = page.url
    page.go_back()
    expect(page.locator("table.matrix")).to_be_visible()
    page.goto(address)
    expect(page.locator("svg a.node.k-university")).to_have_count(count)


def test_a_cell_of_the_matrix_opens_its_sentence(page: Page) -> None:
    page.goto("/shared?min=9&view=matrix")
    page.locator("table.matrix tbody a[aria-label='原文']").first.click()
    expect(page.locator("mark#here")).to_be_in_viewport()


def test_the_rows_of_the_file_are_the_total_shown(page: Page) -> None:
    page.goto("/shared")
    shown = page.locator("main").get_by_role("status").first.inner_text()
    total = int(re.search(r"共 (\d+) 条", shown)[1])  # type: ignore[index]
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    assert len(list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))) == total
    assert total > page.locator("table.rows tbody tr").count()


def test_a_path_is_a_sentence_and_a_picture(page: Page, picture: Keep) -> None:
    page.goto("/path?start=清华大学&end=北京科技大学")
    expect(page.locator("ol.paths li").first).to_contain_text("清华大学 —成员")
    page.wait_for_selector("[data-graph][data-drawn]")
    picture(page, "path")
    page.locator("details.proof summary").first.click()
    expect(page.locator("li.quote").first).to_be_visible()
    page.get_by_role("link", name="交换两端").click()
    expect(page.locator("ol.paths li").first).to_contain_text(re.compile("^北京科技大学"))


def test_nothing_cut_and_wrong_are_told_apart(page: Page) -> None:
    def said(address: str) -> str:
        page.goto(address)
        return " ".join(page.locator("main").get_by_role("status").all_inner_texts())

    assert "没有符合条件的结果" in said("/shared?min=100")
    assert "第 1–50 条，共" in said("/q/organizations")
    assert "步以内没有路径" in said("/path?start=上海大学&end=复旦大学&longest=1")


def test_declared_and_named_stand_side_by_side(page: Page, picture: Keep) -> None:
    page.goto("/alliance/钢铁可循环流程技术创新战略联盟")
    section = page.locator("section.declared")
    expect(section).to_contain_text("声明")
    expect(section).to_contain_text("列名")
    picture(page, "alliance")


def test_alliances_are_compared(page: Page, picture: Keep) -> None:
    page.goto("/compare?a=钢铁可循环流程技术创新战略联盟&b=稀土产业技术创新战略联盟")
    expect(page.get_by_role("heading", name=re.compile("^共同成员"))).to_be_visible()
    expect(page.get_by_role("link", name="北京科技大学")).to_be_visible()
    picture(page, "compare")


def test_other_pages_show_what_they_hold(page: Page, picture: Keep) -> None:
    for address, name, text in (
        ("/goals", "targets", "粉尘排放浓度"), ("/regions", "places", "北京市"), ("/about", "about", "数据卡"),
        ("/api", "api", "/questions/shared_memberships"), ("/q", "questions", "联盟概况"),
        ("/find?q=钢铁", "search", "钢铁可循环流程技术创新战略联盟"),
    ):  # fmt: skip
        page.goto(address)
        expect(page.locator("main")).to_contain_text(text)
        picture(page, name)
