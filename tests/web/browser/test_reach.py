"""Who else must get through: other languages, keyboards, no scripts, phones, the dark, assistive programs, printers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], None]
STEEL = "钢铁可循环流程技术创新战略联盟"

ADDRESSES = (
    "/", "/find?q=钢铁", "/find?q=没有这样的名称吧", "/find?q=技术 大学&label=sentences",
    "/shared?min=9", "/shared?min=9&view=matrix",
    "/shared?min=9&view=graph", "/shared?min=100", f"/alliance/{STEEL}", "/organization/清华大学", "/q", "/q/alliances",
    "/q/members", "/q/sources", "/q/declared_members", "/goals", "/regions", "/path",
    "/path?start=清华大学&end=北京科技大学", "/path?start=上海大学&end=复旦大学&longest=1",
    f"/compare?a={STEEL}&b=稀土产业技术创新战略联盟", "/graph?focus=清华大学", "/overview", "/about", "/api",
    "/alliance/没有这个联盟", "/shared?view=none",
)  # fmt: skip
# What a page says, element by element, with whether it is marked as Chinese.
_TEXTS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || ["SCRIPT", "STYLE", "NOSCRIPT", "OPTION", "TITLE"].includes(parent.tagName.toUpperCase())) continue;
    if (!parent.closest("[lang='zh']")) found.push(node.textContent);
  }
  for (const name of ["aria-label", "placeholder", "title", "alt"])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (!element.closest("[lang='zh'], [data-graph]")) found.push(element.getAttribute(name));
  return found;
}"""


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_english_page_has_no_untranslated_word(page: Page, address: str) -> None:
    page.goto(address + ("&" if "?" in address else "?") + "lang=en")
    if page.locator("[data-graph]").count():
        page.wait_for_selector("[data-graph][data-drawn]")
    assert page.locator("html").get_attribute("lang") == "en"
    texts = page.evaluate(_TEXTS)
    assert [text for text in texts if re.search("[\u3400-\u9fff]", text)] == []


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(new_page: NewPage, axe: str, address: str, theme: str) -> None:
    page = new_page(color_scheme=theme, bypass_csp=True)
    page.goto(address)
    if page.locator("[data-graph]").count():
        page.wait_for_selector("[data-graph][data-drawn]")
    page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run()).violations")
    serious = [
        (item["id"], item["nodes"][0]["html"][:200]) for item in found if item["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_the_switch_of_language_keeps_the_page(page: Page) -> None:
    page.goto("/shared?min=9&view=matrix")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Organisations of a kind in at least n alliances")
    assert "view=matrix" in page.url
    page.get_by_role("link", name="Alliances").first.click()
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_theme_is_kept(page: Page, picture: Keep) -> None:
    page.goto("/shared?min=9&view=graph")
    page.get_by_role("link", name="暗").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert "view=graph" in page.url
    expect(page.locator("svg a.node").first).to_be_visible()
    picture(page, "dark")


@pytest.mark.parametrize("address", ADDRESSES)
def test_everything_is_there_without_scripts(new_page: NewPage, address: str) -> None:
    with_scripts, without = new_page(), new_page(java_script_enabled=False)
    for page in (with_scripts, without):
        page.goto(address)
    assert without.locator("h1").count() == 1
    kept, shown = set(_links(without)), set(_links(with_scripts))
    assert shown - kept == set()


def _links(page: Page) -> list[str]:
    return re.findall(r'<a[^>]* href="([^"#]+)"', page.locator("main").inner_html())


def test_a_source_is_read_without_scripts(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"/alliance/{STEEL}")
    page.locator("details.proof summary").first.click()
    page.locator("li.quote .from a").first.click()
    expect(page.locator("mark#here")).to_be_visible()


def test_the_keyboard_is_enough(page: Page) -> None:
    page.goto("/about")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="搜索")).to_be_focused()
    page.keyboard.type("清华大学")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("清华大学")
    page.goto("/graph?focus=清华大学")
    page.wait_for_selector("[data-graph][data-drawn]")
    page.locator("svg a.node[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    chosen = page.locator("svg a.node.chosen")
    expect(chosen).to_be_focused()
    name = chosen.get_attribute("aria-label")
    before = page.locator("svg a.node").count()
    page.keyboard.press("h")
    expect(page.locator("svg a.node")).to_have_count(before - 1)
    page.locator("svg a.node[tabindex='0']").focus()
    page.keyboard.press("Control+z")
    expect(page.locator("svg a.node")).to_have_count(before)
    page.locator(f"svg a.node[aria-label='{name}']").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(str(name))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_narrow_phone_is_wide_enough(new_page: NewPage, address: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, has_touch=True)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_phone_shows_the_same(new_page: NewPage, picture: Keep) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, has_touch=True)
    page.goto(f"/alliance/{STEEL}")
    expect(page.get_by_role("heading", level=1)).to_have_text(STEEL)
    picture(page, "phone")


@pytest.mark.parametrize("address", ["/graph?focus=清华大学", "/shared?min=9&view=graph"])
def test_a_finger_is_enough_for_a_picture(new_page: NewPage, address: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.goto(address)
    page.wait_for_selector("[data-graph][data-drawn]")
    node = page.locator("svg a.node.l-Alliance").first
    name = str(node.get_attribute("aria-label"))
    node.tap()
    expect(page.locator("svg a.node.chosen")).to_have_attribute("aria-label", name)
    # No second finger is needed: there are buttons for what a pinch does.
    scale = "document.querySelector('svg > g').getAttribute('transform')"
    before = page.evaluate(scale)
    page.locator(".panel").get_by_role("button", name="放大").tap()
    page.wait_for_function(f"before => {scale} !== before", arg=before)
    page.locator(".panel").get_by_role("link", name=name).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_print_is_plain_and_whole(new_page: NewPage) -> None:
    page = new_page(color_scheme="dark")
    page.goto("/shared?min=9")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator("nav.menu")).to_be_hidden()
    assert page.pdf()[:5] == b"%PDF-"


def test_text_from_a_source_stays_text(page: Page) -> None:
    page.goto("/find?q=" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    assert page.locator("main img").count() == 0
    expect(page.locator("h1")).to_contain_text("<img src=x onerror=alert(1)>")
