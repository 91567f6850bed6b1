"""Web pages: the main text with its tables, title and date, without what stands around it."""

from __future__ import annotations

import pytest

from graph.errors import UnreadableSource
from ingest.read.html import read_page
from ingest.read.yielded import ReadingLimits

LIMITS = ReadingLimits()
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>海岸联盟成员名单的通知</title>
<meta name="PubDate" content="2014-05-06 10:20"><script>var 脚本 = 1;</script></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li></ul></div>
<div class="main"><h1>海岸联盟成员名单的通知</h1><div class="content"><p>各有关单位：</p>
<p>海岸修复产业技术创新战略联盟于2014年4月20日在青岛成立，由
<a href="/x">东海海洋大学</a>、<b>蓝湾工程有限公司</b>等12家发起。</p>
<h2>一、成员名单</h2>
<table><tr><th>序号</th><th>单位名称</th><th>职务</th></tr><tr><td>1</td><td>东海海洋大学</td><td>理事长单位</td></tr>
<tr><td>2</td><td>蓝湾工程<br>有限公司</td><td></td></tr></table>
<p>联盟目标是到2015年修复岸线300公里。电话：0532-81****</p></div></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="1">某某联盟成立大会召开</a></li></ul></div>
<div class="footer">版权所有 省科技厅</div></body></html>"""


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030")])
def test_the_main_text_stays_and_the_rest_goes(charset: str, encoding: str) -> None:
    yielded = read_page(PAGE.format(charset=charset).encode(encoding), LIMITS)
    for kept in (
        "# 海岸联盟成员名单的通知",
        "东海海洋大学、蓝湾工程有限公司等12家发起。",
        "## 一、成员名单",
        "| 序号 | 单位名称 | 职务 |\n| 1 | 东海海洋大学 | 理事长单位 |\n| 2 | 蓝湾工程 有限公司 |",
        "0532-81****",
    ):
        assert kept in yielded.text
    for gone in ("政务公开", "某某联盟", "版权所有", "脚本", "---"):
        assert gone not in yielded.text
    assert (yielded.title, yielded.date) == ("海岸联盟成员名单的通知", "2014-05-06")


def test_a_date_in_the_running_text_is_not_the_date_of_the_page() -> None:
    page = PAGE.format(charset="utf-8").replace('<meta name="PubDate" content="2014-05-06 10:20">', "")
    assert read_page(page.encode(), LIMITS).date == ""


def test_a_page_that_is_one_list_is_read_as_it_shows() -> None:
    page = (
        "<html><body><div>海岸联盟</div><table><tr><td>甲公司</td><td>理事</td></tr></table><script>x</script></html>"
    )
    lines = read_page(page.encode(), LIMITS).text.split("\n")
    assert [line for line in lines if line] == ["海岸联盟", "| 甲公司 | 理事 |"]


def test_deep_nesting_is_no_stack_overflow() -> None:
    page = "<p>海岸联盟成立</p>" + "<div>" * 3000 + "深处" + "</div>" * 3000
    assert "海岸联盟成立" in read_page(page.encode(), LIMITS).text


@pytest.mark.parametrize("page", [b"", b"<html></html>", b"<!-- -->", b"<script>1</script>"])
def test_a_page_without_text_is_refused(page: bytes) -> None:
    with pytest.raises(UnreadableSource, match="没有可读的文字"):
        read_page(page, LIMITS)
