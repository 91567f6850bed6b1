"""Row by row of phrasing.md section 6: what is a target and what a figure, and every field. Names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.finding import Claim, Finding
from ingest.pipeline import Reader, read_sentences
from ingest.rules import targets
from ingest.source import Document

A = "竹材产业技术创新战略联盟"
ALPHABET = "联盟将达到力争由占的和、，。；：（）“”\n已建成专利产能率年内0123456789十%万吨元件项家个一二三1."
Findings = Callable[..., list[Finding]]
Row = tuple[str, str, str, str, float, float | None, str, str]


def rows(found: list[Finding]) -> list[Row]:
    return [
        (
            f.status, f.subject, f.metric, f.quantity.comparator, f.quantity.value, f.quantity.value_max,
            f.quantity.unit, f.deadline,
        )
        for f in found
        if isinstance(f, Claim) and f.quantity is not None
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"{A}提出，到2018年，锅炉热效率不低于88%，颗粒物排放浓度小于30mg/m3，单台造价下降15%以上。",
            [
                ("target", "锅炉", "热效率", ">=", 88, None, "%", "2018"),
                ("target", "锅炉", "颗粒物排放浓度", "<", 30, None, "mg/m3", "2018"),
                ("target", "单台", "造价", "-=", 15, None, "%", "2018"),
            ],
            id="threshold words, percent change, deadline of the sentence",
        ),
        pytest.param(
            f"{A}计划用三年时间培育毛竹新品系2个，单产由6吨提高到8.5吨，带动农户增收3亿元。",
            [
                ("target", "联盟", "毛竹新品系", "=", 2, None, "个", "P3Y"),
                ("baseline", "联盟", "单产", "=", 6, None, "吨", ""),
                ("target", "联盟", "单产", ">=", 8.5, None, "吨", "P3Y"),
                ("target", "联盟", "带动农户增收", "=", 3, None, "亿元", "P3Y"),
            ],
            id="from-to with term; the start is a baseline",
        ),
        pytest.param(
            f"{A}预计到2020年底实现年产值100亿元，2025年达到260亿元。",
            [
                ("expected", "联盟", "年产值", "=", 100, None, "亿元", "2020"),
                ("expected", "联盟", "年产值", ">=", 260, None, "亿元", "2025"),
            ],
            id="two years in one sentence are two targets; subject and metric from the clause before",
        ),
        pytest.param(
            f"{A}产能计划2015年、2020年分别达到30万吨和80万吨。",
            [
                ("target", "联盟", "产能", ">=", 30, None, "万吨", "2015"),
                ("target", "联盟", "产能", ">=", 80, None, "万吨", "2020"),
            ],
            id="分别 pairs years and amounts",
        ),
        pytest.param(
            f"{A}的目标是：“十三五”末，竹材综合利用率提高到90%，竹纤维产能突破20万吨。",
            [
                ("target", "竹材", "综合利用率", ">=", 90, None, "%", "2020"),
                ("target", "竹纤维", "产能", ">", 20, None, "万吨", "2020"),
            ],
            id="the end of a plan is its last year",
        ),
        pytest.param(
            f"{A}“十二五”期间的主要指标：锯片寿命大于5000次；系统效率≥85%；成本≤1500元。",
            [
                ("target", "锯片", "寿命", ">", 5000, None, "次", "2011/2015"),
                ("target", "系统", "效率", ">=", 85, None, "%", "2011/2015"),
                ("target", "系统", "成本", "<=", 1500, None, "元", "2011/2015"),
            ],
            id="signs, semicolons, plan period",
        ),
        pytest.param(
            f"{A}力争五年内使地板生产能耗降低两成，攻克关键技术5项，制修订国家标准8-10项。",
            [
                ("target", "地板", "生产能耗", "-=", 2, None, "成", "P5Y"),
                ("target", "联盟", "关键技术", "=", 5, None, "项", "P5Y"),
                ("target", "联盟", "国家标准", "=", 8, 10, "项", "P5Y"),
            ],
            id="a fall by, counts of outputs, a range",
        ),
        pytest.param(
            f"{A}要在2年内推广机组不少于500台，平均无故障时间不低于3000小时，整机成本比进口产品低30%。",
            [
                ("target", "联盟", "推广机组", ">=", 500, None, "台", "P2Y"),
                ("target", "联盟", "平均无故障时间", ">=", 3000, None, "小时", "P2Y"),
                ("target", "整机", "成本", "-=", 30, None, "%", "P2Y"),
            ],
            id="less than another product by",
        ),
        pytest.param(
            f"到2030年，{A}将使竹制品市场占有率由目前的35%提高到50%以上。",
            [
                ("baseline", "竹制品", "市场占有率", "=", 35, None, "%", ""),
                ("target", "竹制品", "市场占有率", ">=", 50, None, "%", "2030"),
            ],
            id="由目前的 is a start, no statement",
        ),
        pytest.param(
            f"{A}将建成万吨级竹炭示范线，采用5500m3发酵罐。",
            [
                ("target", "竹炭示范线", "规模", "~", 10000, None, "吨", ""),
                ("target", "发酵罐", "容积", "=", 5500, None, "m3", ""),
            ],
            id="an amount in front of a thing says how large it is",
        ),
        pytest.param(
            f"{A}在两年内需完成以下考核指标：\n（1）申请发明专利≥10项；\n（2）新增产值≥2亿元，其中出口≥3000万美元；",
            [
                ("target", "联盟", "发明专利", ">=", 10, None, "项", "P2Y"),
                ("target", "联盟", "新增产值", ">=", 2, None, "亿元", "P2Y"),
                ("target", "联盟", "出口", ">=", 3000, None, "万美元", "P2Y"),
            ],
            id="a list of indicators under an opening line",
        ),
        pytest.param(
            f"目前芯片国产化率不足5%，{A}将推动该比例到2025年提升至15%，分拣效率达到每小时2万件。",
            [
                ("baseline", "芯片", "国产化率", "<", 5, None, "%", ""),
                ("target", "芯片", "国产化率", ">=", 15, None, "%", "2025"),
                ("target", "分拣", "效率", ">=", 2, None, "万件", "2025"),
            ],
            id="该比例 is the measure before; a rate between the comparing word and its number",
        ),
        pytest.param(
            f"{A}将使品种由2个增至6个，产能由2010年的100万吨提高到2015年的300万吨。",
            [
                ("baseline", "联盟", "品种", "=", 2, None, "个", ""),
                ("target", "联盟", "品种", ">=", 6, None, "个", ""),
                ("baseline", "联盟", "产能", "=", 100, None, "万吨", ""),
                ("target", "联盟", "产能", ">=", 300, None, "万吨", "2015"),
            ],
            id="from one year to another",
        ),
    ],
)
def test_targets(findings: Findings, text: str, expected: list[Row]) -> None:
    assert rows(findings(targets.rule, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"截至2016年底，{A}已申请发明专利45件，授权18件，建成示范基地6个，面积1.2万亩。",
            [
                ("achieved", "联盟", "发明专利", "=", 45, None, "件", ""),
                ("achieved", "联盟", "授权", "=", 18, None, "件", ""),
                ("achieved", "联盟", "示范基地", "=", 6, None, "个", ""),
                ("achieved", "联盟", "面积", "=", 1.2, None, "万亩", ""),
            ],
            id="achieved results in the style of targets",
        ),
        pytest.param(
            f"{A}自成立以来，累计推广新技术12项，新增产值8.6亿元，实现利税1.1亿元，节约木材30余万立方米。",
            [
                ("achieved", "联盟", "推广新技术", "=", 12, None, "项", ""),
                ("achieved", "联盟", "新增产值", "=", 8.6, None, "亿元", ""),
                ("achieved", "联盟", "利税", "=", 1.1, None, "亿元", ""),
                ("achieved", "联盟", "节约木材", ">", 30, None, "万立方米", ""),
            ],
            id="以来 looks back",
        ),
        pytest.param(
            f"我国竹林面积601万公顷，约占世界的五分之一，年产值逾1700亿元。{A}将着力解决加工问题。",
            [
                ("stated", "我国竹林", "面积", "=", 601, None, "万公顷", ""),
                ("stated", "我国竹林", "面积占世界的份额", "=", 0.2, None, "", ""),
                ("stated", "我国竹林", "年产值", ">", 1700, None, "亿元", ""),
            ],
            id="background figures are stated",
        ),
        pytest.param(
            f"{A}2009年产值为45亿元，预计2011年将超过80亿元。",
            [
                ("baseline", "联盟", "产值", "=", 45, None, "亿元", ""),
                ("expected", "联盟", "产值", ">", 80, None, "亿元", "2011"),
            ],
            id="a figure from which an expectation of the same measure sets out",
        ),
        pytest.param(
            f"{A}示范工程总投资3.5亿元，力争年新增销售收入12亿元。",
            [
                ("stated", "示范工程", "总投资", "=", 3.5, None, "亿元", ""),
                ("target", "联盟", "年新增销售收入", "=", 12, None, "亿元", ""),
            ],
            id="what a project costs is a fact",
        ),
    ],
)
def test_figures(findings: Findings, text: str, expected: list[Row]) -> None:
    assert rows(findings(targets.rule, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{A}成立大会10日举行，来自32家单位的150余名代表参加会议，联盟有成员单位46家，其中企业30家、高校9所。",
        f"{A}由12家企业、5所高校和3家院所共同发起，三年来成员由19个增加到55个。",
        f"{A}召开第3次理事会，会议用时2小时，30余位理事出席。",
        f"{A}下设5个专业委员会、3个工作组，理事会须有三分之二以上理事出席方可召开，任期三年，副理事长不超过9名。",
        f"国家首批试点联盟共36家，{A}是其中之一。",
        f"{A}承担“时速160公里列车”项目，依据《2006—2020年规划》的68项主题开展工作。",
        f"{A}先期开展甲技术、乙技术和丙技术三个项目的攻关。",
        f"我国尚没有企业能够生产50MW以上机组，{A}由此成立。",
        f"{A}计划研制700℃烘干设备，突破8英寸竹纤维板技术。",
        "到2015年，节水率达到30%。",
        f"{A}组建了专家委员会和4个业务工作组。",
    ],
)
def test_what_states_no_target_and_no_figure(findings: Findings, text: str) -> None:
    assert rows(findings(targets.rule, text)) == []


def test_an_opening_line_governs_the_items_below_it_and_no_more(findings: Findings) -> None:
    text = (
        f"一、{A}\n联盟经过攻关，到2015年将实现以下目标：\n1.建成示范线3条，成品率大于95%。\n2.吨产品能耗降到300公斤标准煤。\n"
        "联盟秘书处面积500平方米。"
    )
    found = rows(findings(targets.rule, text))
    assert [(r[0], r[7]) for r in found] == [("target", "2015")] * 3 + [("stated", "")]
    assert [r[3] for r in found] == ["=", ">", "<=", "="]


def test_headings_give_the_status_of_what_stands_below(findings: Findings) -> None:
    text = (
        f"# {A}2012年工作报告\n一、主要成效\n制定行业标准4项，示范线热效率为48%。\n"
        "二、到2015年的目标\n（一）标准。制定行业标准10项。\n（二）效率。示范线热效率达到55%以上。\n"
    )
    found = rows(findings(targets.rule, text, title=f"{A}2012年工作报告"))
    assert [(r[0], r[3], r[4], r[7]) for r in found] == [
        ("achieved", "=", 4, ""), ("achieved", "=", 48, ""), ("target", "=", 10, "2015"), ("target", ">=", 55, "2015"),
    ]  # fmt: skip


def test_an_organisation_holds_its_own_figures_and_the_alliance_the_targets(findings: Findings) -> None:
    text = f"{A}牵头单位浙江青川竹业有限公司资产总额15亿元，拥有专利67项。联盟力争三年内申请专利200项。"
    claims = [f for f in findings(targets.rule, text) if isinstance(f, Claim)]
    assert [(c.holder.name, c.status) for c in claims] == [
        ("浙江青川竹业有限公司", "stated"),
        ("浙江青川竹业有限公司", "stated"),
        (A, "target"),
    ]


def test_the_year_of_the_source_tells_what_is_past(findings: Findings) -> None:
    text = f"2012年，{A}实现产值20亿元。"
    assert [r[0] for r in rows(findings(targets.rule, text, date="2013-01-20"))] == ["achieved"]
    assert [r[0] for r in rows(findings(targets.rule, text, date="2010-05-06"))] == ["target"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=80))
def test_any_text_gives_claims_whose_spans_hold_their_amount(reader: Reader, text: str) -> None:
    document = Document(f"{A}成立。" + text, "t.txt")
    read = read_sentences(document, reader)
    for claim in targets.rule(read.readings):
        assert isinstance(claim, Claim)
        assert 0 <= claim.span.start < claim.span.end <= len(read.tidied.text)
        assert claim.metric
