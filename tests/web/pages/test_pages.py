"""What each page says of the small graph."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from hashlib import sha256
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import networkx
import pytest

from graph.model import Model

STEEL, FARM, COAL = "钢铁循环技术创新战略联盟", "农机装备产业技术创新战略联盟", "煤炭利用技术创新战略联盟"
NORTH, OLDER = "东北科技大学", "东北工学院"


def _text(answer: Any) -> str:
    """What a reader sees, without the tags."""
    assert answer.status_code == 200, answer.text
    body = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", answer.text, flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def _follow(pages: Any, address: str) -> Any:
    """The page that a name leads to."""
    answer = pages.get(address)
    while answer.status_code in (301, 303, 307):
        parts = urlsplit(answer.headers["location"])
        answer = pages.get(parts.path + (f"?{parts.query}" if parts.query else ""))
    return answer


def test_the_first_page_counts_what_there_is(pages: Any) -> None:
    text = _text(pages.get("/"))
    assert "联盟 3" in text
    assert "高校 3" in text
    assert "查看了 3 个联盟，其中 1 个成员名单不全、1 个没有说明总数" in text


def test_a_search_tells_why(pages: Any) -> None:
    assert "别名 : 循环钢铁联盟 → " in _text(pages.get("/find?q=循环钢铁联盟")).replace(": ", " : ").replace("  ", " ")
    assert "没有找到" in _text(pages.get("/find?q=zzzzzzzz"))
    assert "拼音" in _text(pages.get("/find?q=dbkjdx"))


def test_a_search_finds_sentences_too(pages: Any) -> None:
    answer = pages.get("/find?q=serves 首席")
    text = _text(answer)
    assert "没有这样的名称，原文里有这些字" in text
    assert "<mark>SERVES</mark> <mark>首席</mark>科学家" in answer.text
    assert "原文句子" not in _text(pages.get("/find?q=钢铁&label=Alliance")).split("条")[-1]
    link = unescape(re.findall(r'<li class="said">.*?href="([^"]+)#here"', answer.text, flags=re.S)[0])
    assert "首席科学家" in re.findall(r'<mark class="asked"[^>]*>(.*?)</mark>', pages.get(link).text, flags=re.S)[0]


def test_many_sentences_have_pages(pages: Any) -> None:
    first = pages.get("/find?q=member_of")
    total = pages.get("/sentences?q=member_of").json()["total"]
    assert total > 10
    assert f"第 1–10 条，共 {total} 条" in _text(first)
    link = unescape(re.findall(rf'href="([^"]+)">看全部 {total} 句', first.text)[0])
    whole = pages.get(link).text
    assert whole.count('<li class="said">') == min(total, 50)
    assert "没有找到" in _text(pages.get("/find?q=没有这些字吗&label=sentences"))


def test_an_alliance_has_its_members_by_kind_and_declared_beside_named(pages: Any) -> None:
    text = _text(_follow(pages, f"/alliance/{STEEL}"))
    assert "成员单位 · 企业 1" in text
    assert "成员单位 · 高校 2" in text
    assert "成员 10 3 名单不全" in text
    assert "2007-06-10" in text
    assert "≥ 2.3 吨/m3·天" in text


def test_a_list_of_members_shows_what_was_declared(pages: Any) -> None:
    text = _text(pages.get(f"/q/members?alliance={STEEL}"))
    assert "声明与列名的成员数" in text
    assert "成员 10 3 名单不全" in text


def test_an_organisation_has_former_names_and_co_members(pages: Any) -> None:
    text = _text(_follow(pages, f"/organization/{NORTH}"))
    assert "前身" in text
    assert OLDER in text
    assert "共同 1 个" in text


def test_every_quote_on_a_page_leads_to_its_marked_sentence(pages: Any) -> None:
    page = _follow(pages, f"/alliance/{STEEL}").text
    quotes = re.findall(r'<q lang="zh">(.*?)</q>.*?href="(/source/[^"]+?)#here"', page, flags=re.S)
    assert len(quotes) > 5
    for quote, address in quotes:
        source = pages.get(unescape(address)).text
        asked = re.findall(r'<mark class="asked"[^>]*>(.*?)</mark>', source, flags=re.S)
        assert re.sub(r"<[^>]+>", "", "".join(asked)) == quote


def test_every_link_of_a_page_leads_somewhere(pages: Any) -> None:
    seen: set[str] = set()
    for start in (
        "/",
        f"/alliance/{COAL}",
        f"/organization/{NORTH}",
        "/goals",
        "/q/people",
        "/q/concepts",
        "/q/sources",
    ):
        page = _follow(pages, start).text
        seen |= {unescape(link).partition("#")[0] for link in re.findall(r' href="(/[^"]*)"', page)}
    assert len(seen) > 60
    for link in sorted(seen):
        assert pages.get(link).status_code in (200, 301, 303, 307), link


def test_a_compiled_source_shows_what_it_is_based_on(pages: Any) -> None:
    found = pages.get("/sources?origin=compiled").json()["items"][0]
    text = _text(pages.get(f"/source/{found['id']}"))
    assert "依据" in text
    assert "一份百科条目" in text


def test_a_fact_says_who_says_it(pages: Any) -> None:
    page = _follow(pages, f"/alliance/{STEEL}").text
    fact = re.findall(r'href="(/fact/[^"]+)"', page)[0]
    text = _text(pages.get(fact))
    assert "图谱取用这一说法" in text
    assert "规则 test." in text
    assert pages.get("/fact/fc-00000000000000000000").status_code == 404


def test_the_files_of_a_list_hold_all_of_it(pages: Any) -> None:
    total = int(re.findall(r"共 (\d+) 条", _text(pages.get("/q/organizations")))[0])
    rows = list(csv.DictReader(io.StringIO(pages.get("/q/organizations.csv").text.removeprefix("\ufeff"))))
    body = pages.get("/q/organizations.json").json()
    assert len(rows) == len(body["items"]) == body["total"] == total == 7
    assert [row["name"] for row in rows] == [item["name"] for item in body["items"]]


def test_what_a_page_shows_the_api_gives(pages: Any) -> None:
    text = pages.get("/shared?kind=university").text
    address = unescape(re.findall(r'href="(/questions/[^"]+)"', text)[0])
    items = pages.get(address).json()["items"]
    assert [item["name"] for item in items] == [NORTH]
    assert NORTH in text


def test_every_page_leads_to_the_same_in_the_api(pages: Any, model: Model) -> None:
    kinds = "|".join(["source", "fact", *(label.lower() for label in model.nodes)])
    addresses = {"/shared", "/goals", "/regions", "/overview", f"/path?start={NORTH}&end=宝山钢厂集团有限公司",
                 f"/compare?a={STEEL}&b={FARM}", "/graph?focus=钢铁联盟&depth=2",
                 "/q/members?alliance=钢铁联盟"}  # fmt: skip
    fixed = len(addresses)
    for start in (f"/alliance/{STEEL}", f"/alliance/{COAL}", f"/organization/{NORTH}", "/q/concepts", "/q/people"):
        addresses |= set(re.findall(rf' href="(/(?:{kinds})/[a-z]{{2}}-[0-9a-f]{{20}})"', _follow(pages, start).text))
    assert len({address.split("/")[1] for address in addresses}) > 12
    assert len(addresses) > fixed + 20
    for address in sorted(addresses):
        page = _follow(pages, address).text
        link = unescape(re.findall(r'<a href="([^"]+)">在 API 中查看</a>', page)[0])
        assert pages.get(link).status_code == 200, (address, link)


def test_nobody_in_two_alliances_is_an_honest_answer(pages: Any) -> None:
    text = _text(pages.get("/shared?kind=institute&min=2"))
    assert "1 个机构，均只在 1 个联盟" in text


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_a_drawn_graph_is_a_file_that_networkx_reads(pages: Any, ending: str) -> None:
    read = networkx.parse_graphml if ending == "graphml" else _gexf
    for address in (f"/graph.{ending}?focus=钢铁联盟", f"/shared.{ending}?kind=university",
                    f"/path.{ending}?start={NORTH}&end=宝山钢厂集团有限公司"):  # fmt: skip
        answer = pages.get(address)
        assert answer.status_code == 200, address
        assert read(answer.text).number_of_nodes() > 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_drawn_graph_is_a_page_that_stands_alone(pages: Any, language: str) -> None:
    for address in ("/graph.html?focus=钢铁联盟&depth=2", "/shared.html?kind=university&view=graph",
                    "/shared.html?kind=university&view=graph&side=organizations&min=1",
                    f"/path.html?start={NORTH}&end=宝山钢厂集团有限公司"):  # fmt: skip
        answer = pages.get(f"{address}&lang={language}")
        assert answer.headers["content-disposition"].endswith('.html"'), address
        text = answer.text
        marks = re.findall(r'<a href="#([^"]+)" aria-label="([^"]+)"', text)
        listed = re.findall(r'<li id="([^"]+)">', text)
        assert [id_ for id_, _ in marks] == listed
        assert len(listed) > 1
        # Nothing is run and nothing is fetched; the style is allowed by its hash.
        assert not re.search(r"<script|<link|<img|\ssrc=|\sstyle=|url\(|@import|\son\w+=", text)
        assert set(re.findall(r'href="(.)', text)) == {"#"}
        policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]+)"', text)[0])
        style = re.findall(r"<style>(.*?)</style>", text, flags=re.S)[0]
        digest = base64.b64encode(sha256(style.encode()).digest()).decode()
        assert policy == answer.headers["content-security-policy"]
        assert f"style-src 'sha256-{digest}'" in policy
        assert "default-src 'none'" in policy
        body = text.partition("</head>")[2]
        marked = r'<title>.*?</title>|<g aria-hidden="true" lang="zh">.*?</g>|aria-label="[^"]*" lang="zh"'
        body = re.sub(marked, "", body, flags=re.S)
        assert language == "zh" or not re.search("[\u3400-\u9fff]", re.sub(r'lang="zh"[^>]*>[^<]*', "", body))


def test_a_file_holds_the_sentences_and_not_what_is_hidden(pages: Any) -> None:
    text = pages.get("/graph.html?focus=钢铁联盟").text
    data = pages.get("/graph?focus=钢铁联盟").text
    assert f"{NORTH}</a> —成员" in text
    quotes = re.findall(r'<q lang="zh">([^<]+)</q>', text)
    assert any("MEMBER_OF" in quote for quote in quotes)
    id_ = re.findall(r'<li data-id="(og-[^"]+)">', data)[0]
    for ending in ("html", "graphml"):
        assert f'id="{id_}"' in pages.get(f"/graph.{ending}?focus=钢铁联盟").text
        assert f'id="{id_}"' not in pages.get(f"/graph.{ending}?focus=钢铁联盟&hidden={id_}").text
    assert pages.get(f"/shared?view=graph&kind=university&hidden={id_}").status_code == 200


def _gexf(text: str) -> Any:
    return networkx.read_gexf(io.BytesIO(text.encode()))


def test_the_picture_and_its_list_are_the_same(pages: Any) -> None:
    for address in ("/graph?focus=钢铁联盟&depth=2", "/shared?view=graph&kind=university"):
        page = pages.get(address).text
        data = json.loads(
            re.findall(r'<script type="application/json" class="data">(.*?)</script>', page, flags=re.S)[0]
        )
        listed = re.findall(r'<li data-id="([^"]+)">', page)
        assert [node["id"] for node in data["nodes"]] == listed
        assert len(listed) > 2


def test_paths_have_three_ends(pages: Any) -> None:
    assert "最短 2 步" in _text(pages.get(f"/path?start={NORTH}&end=宝山钢厂集团有限公司"))
    assert "没有路径" in _text(pages.get("/path?start=南方大学&end=机械研究院&longest=2"))
    assert "两端是同一个" in _text(pages.get(f"/path?start={NORTH}&end={NORTH}"))
    assert "没有这一项" in _text(pages.get(f"/path?start=没有的大学&end={NORTH}"))


def test_alliances_are_compared(pages: Any) -> None:
    text = _text(pages.get(f"/compare?a={STEEL}&b={FARM}&c={COAL}"))
    assert "神木煤业" in text
    assert "≥ 2.3" in text
    assert "请写两到 4 个联盟" in _text(pages.get("/compare"))
    assert "最多对比 4 个" in _text(pages.get(f"/compare?ids={STEEL},{FARM},{COAL},钢铁联盟,x"))


def test_places_count_the_unknown_too(pages: Any) -> None:
    text = _text(pages.get("/regions"))
    assert "地点未知" in text
    assert "广东省" in text


def test_the_overview_has_every_membership(pages: Any) -> None:
    data, names = pages.get("/overview.json").json(), pages.get("/overview-names.json").json()
    assert len(data["x"]) == len(data["y"]) == len(data["kind"]) == len(names["ids"]) == len(names["names"])
    network = pages.get("/network?side=membership").json()
    assert len(network["nodes"]) == len(names["ids"])
    assert len(network["edges"]) * 2 == len(data["edges"])
    assert all(abs(value) <= data["span"] for value in (*data["x"], *data["y"]))


def test_the_overview_says_what_is_not_on_it(pages: Any) -> None:
    # The ministry only guides; every other organisation is a member of something, and every alliance has members.
    assert re.search("不在图上的： 联盟 0 、 机构 1 ", _text(pages.get("/overview")))


def test_every_question_has_a_page(pages: Any) -> None:
    for item in pages.get("/questions").json()["items"]:
        address = item["example"].replace("questions/", "/q/", 1)
        assert pages.get(address).status_code in (200, 404), address
        assert item["title_zh"] in pages.get("/q").text


def test_the_facets_of_a_list_narrow_it(pages: Any) -> None:
    page = pages.get("/q/organizations").text
    link = unescape(re.findall(r'href="(/q/organizations\?kind=company[^"]*)"', page)[0])
    assert "共 2 条" in _text(pages.get(link))
