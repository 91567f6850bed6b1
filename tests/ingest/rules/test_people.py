"""Rows of phrasing.md section 5 and the personal rows of section 4, with sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import Named
from ingest.rules.people import rule

Edges = Callable[..., set[tuple[str, str, str, str]]]
Findings = Callable[..., list[object]]
ALLIANCE = "石墨膜材料产业技术创新战略联盟"
OPENING = f"{ALLIANCE}在长沙成立。"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("湖南大学周文彬教授出席。", {("周文彬", "WORKS_FOR", "湖南大学", "教授")}),
        ("湖南大学教授方以文出席。", {("方以文", "WORKS_FOR", "湖南大学", "教授")}),
        ("湖南大学校长周文彬致辞。", {("周文彬", "WORKS_FOR", "湖南大学", "校长")}),
        ("联盟秘书长、金阳新材料有限公司副总裁梁一凡作报告。",
         {("梁一凡", "SERVES", ALLIANCE, "秘书长"), ("梁一凡", "WORKS_FOR", "金阳新材料有限公司", "副总裁")}),
        ("湖南大学副校长周文彬当选联盟副理事长。",
         {("周文彬", "WORKS_FOR", "湖南大学", "副校长"), ("周文彬", "SERVES", ALLIANCE, "副理事长")}),
        ("会议推选何敏担任理事长，秘书长由清华大学研究员罗小青担任。",
         {("何敏", "SERVES", ALLIANCE, "理事长"), ("罗小青", "SERVES", ALLIANCE, "秘书长"),
          ("罗小青", "WORKS_FOR", "清华大学", "研究员")}),
        ("理事长、秘书长分别为湖南大学周文彬及清华大学罗小青。",
         {("周文彬", "SERVES", ALLIANCE, "理事长"), ("罗小青", "SERVES", ALLIANCE, "秘书长"),
          ("周文彬", "WORKS_FOR", "湖南大学", ""), ("罗小青", "WORKS_FOR", "清华大学", "")}),
        ("周文彬、罗小青分别担任联盟理事长和秘书长。",
         {("周文彬", "SERVES", ALLIANCE, "理事长"), ("罗小青", "SERVES", ALLIANCE, "秘书长")}),
        ("副理事长为周文彬院士、罗小青。",
         {("周文彬", "SERVES", ALLIANCE, "副理事长"), ("罗小青", "SERVES", ALLIANCE, "副理事长")}),
        ("会议选举周文彬为秘书长、清华大学教授罗小青为理事长。",
         {("周文彬", "SERVES", ALLIANCE, "秘书长"), ("罗小青", "SERVES", ALLIANCE, "理事长"),
          ("罗小青", "WORKS_FOR", "清华大学", "教授")}),
        ("湖南大学教授周文彬当选联盟首任主席。",
         {("周文彬", "SERVES", ALLIANCE, "主席"), ("周文彬", "WORKS_FOR", "湖南大学", "教授")}),
        ("湖南大学教授周文彬，清华大学教授罗小青等5名学者当选联盟副主席。",
         {("罗小青", "SERVES", ALLIANCE, "副主席"), ("周文彬", "SERVES", ALLIANCE, "副主席"),
          ("周文彬", "WORKS_FOR", "湖南大学", "教授"), ("罗小青", "WORKS_FOR", "清华大学", "教授")}),
        ("联盟秘书长何敏、副秘书长周文彬、方以文和罗小青出席会议。",
         {("何敏", "SERVES", ALLIANCE, "秘书长"), ("周文彬", "SERVES", ALLIANCE, "副秘书长"),
          ("方以文", "SERVES", ALLIANCE, "副秘书长"), ("罗小青", "SERVES", ALLIANCE, "副秘书长")}),
        ("联盟秘书长何敏、周文彬出席会议。", {("何敏", "SERVES", ALLIANCE, "秘书长")}),
        ("会议由联盟秘书长、金阳新材料有限公司常务副总何敏主持。",
         {("何敏", "SERVES", ALLIANCE, "秘书长"), ("何敏", "WORKS_FOR", "金阳新材料有限公司", "常务副总")}),
        ("金阳新材料有限公司副总何敏主持。", {("何敏", "WORKS_FOR", "金阳新材料有限公司", "副总")}),
        ("金阳新材料有限公司副总经理何敏主持。", {("何敏", "WORKS_FOR", "金阳新材料有限公司", "副总经理")}),
        ("金阳科技执行长何敏致辞。", {("何敏", "WORKS_FOR", "金阳科技", "执行长")}),
        ("中国石墨烯协会会长邵峰为联盟主席颁发了证书。", {("邵峰", "WORKS_FOR", "中国石墨烯协会", "会长")}),
        (f"{ALLIANCE}何敏秘书长作了报告。", {("何敏", "SERVES", ALLIANCE, "秘书长")}),
        ("联盟秘书长，金阳科技院长何敏主持会议。",
         {("何敏", "SERVES", ALLIANCE, "秘书长"), ("何敏", "WORKS_FOR", "金阳科技", "院长")}),
        ("方以文任联盟秘书长，湖南大学校长何敏致辞。",
         {("方以文", "SERVES", ALLIANCE, "秘书长"), ("何敏", "WORKS_FOR", "湖南大学", "校长")}),
        ("理事长由湖南大学的周文彬院士担任。",
         {("周文彬", "SERVES", ALLIANCE, "理事长"), ("周文彬", "WORKS_FOR", "湖南大学", "院士")}),
        ("湖南大学教授周文彬当选联盟理事长、金阳新材料有限公司总裁梁一凡及清华大学教授罗小青当选副理事长。",
         {("周文彬", "SERVES", ALLIANCE, "理事长"), ("周文彬", "WORKS_FOR", "湖南大学", "教授"),
          ("梁一凡", "SERVES", ALLIANCE, "副理事长"), ("梁一凡", "WORKS_FOR", "金阳新材料有限公司", "总裁"),
          ("罗小青", "SERVES", ALLIANCE, "副理事长"), ("罗小青", "WORKS_FOR", "清华大学", "教授")}),
        ("湖南大学教授周文彬成为联席理事长。",
         {("周文彬", "SERVES", ALLIANCE, "联席理事长"), ("周文彬", "WORKS_FOR", "湖南大学", "教授")}),
        ("湖南大学党委书记周文彬、校长何敏，副校长罗小青等领导出席会议。",
         {("周文彬", "WORKS_FOR", "湖南大学", "党委书记"), ("何敏", "WORKS_FOR", "湖南大学", "校长"),
          ("罗小青", "WORKS_FOR", "湖南大学", "副校长")}),
        ("湖南大学党委常委、宣传部部长周文彬出席。",
         {("周文彬", "WORKS_FOR", "湖南大学", "党委常委"), ("周文彬", "WORKS_FOR", "湖南大学", "部长")}),
        ("湖南省科技厅副厅长周文彬、罗小青出席会议，二级巡视员何敏主持会议。",
         {("周文彬", "WORKS_FOR", "湖南省科技厅", "副厅长"), ("罗小青", "WORKS_FOR", "湖南省科技厅", "副厅长"),
          ("何敏", "WORKS_FOR", "湖南省科技厅", "二级巡视员")}),
        ("中国石墨烯协会会长邵峰，常务副会长何敏出席。",
         {("邵峰", "WORKS_FOR", "中国石墨烯协会", "会长"), ("何敏", "WORKS_FOR", "中国石墨烯协会", "常务副会长")}),
        ("全国膜材料职业教育教学指导委员会秘书长何敏出席。",
         {("何敏", "WORKS_FOR", "全国膜材料职业教育教学指导委员会", "秘书长")}),
        ("金阳新材料有限公司研发总监何敏充满期待。", {("何敏", "WORKS_FOR", "金阳新材料有限公司", "研发总监")}),
        ("金阳新材料有限公司董事长梁一凡，联盟秘书长何敏出席，副理事长周文彬讲话。",
         {("梁一凡", "WORKS_FOR", "金阳新材料有限公司", "董事长"), ("何敏", "SERVES", ALLIANCE, "秘书长"),
          ("周文彬", "SERVES", ALLIANCE, "副理事长")}),
        ("金阳新材料有限公司董事长梁一凡，副省长何敏出席。", {("梁一凡", "WORKS_FOR", "金阳新材料有限公司", "董事长")}),
        ("\n理 事 长：何 敏 金阳新材料有限公司董事长\n秘 书 长：周文彬 湖南大学教授",
         {("何敏", "SERVES", ALLIANCE, "理事长"), ("何敏", "WORKS_FOR", "金阳新材料有限公司", "董事长"),
          ("周文彬", "SERVES", ALLIANCE, "秘书长"), ("周文彬", "WORKS_FOR", "湖南大学", "教授")}),
        ("联盟专家委员会由周文彬院士任主任，何敏、方以文任副主任。",
         {("周文彬", "SERVES", ALLIANCE, "主任"), ("何敏", "SERVES", ALLIANCE, "副主任"),
          ("方以文", "SERVES", ALLIANCE, "副主任")}),
        (f"金阳新材料有限公司何敏当选{ALLIANCE}会长，湖南大学周文彬、清华大学方以文等5人当选副会长。",
         {("何敏", "SERVES", ALLIANCE, "会长"), ("何敏", "WORKS_FOR", "金阳新材料有限公司", ""),
          ("周文彬", "SERVES", ALLIANCE, "副会长"), ("周文彬", "WORKS_FOR", "湖南大学", ""),
          ("方以文", "SERVES", ALLIANCE, "副会长"), ("方以文", "WORKS_FOR", "清华大学", "")}),
        ("副理事长：周文彬（湖南大学）、方以文（清华大学）。",
         {("周文彬", "SERVES", ALLIANCE, "副理事长"), ("周文彬", "WORKS_FOR", "湖南大学", ""),
          ("方以文", "SERVES", ALLIANCE, "副理事长"), ("方以文", "WORKS_FOR", "清华大学", "")}),
        ("特聘请湖南大学周文彬院士出任首席科学家。",
         {("周文彬", "SERVES", ALLIANCE, "首席科学家"), ("周文彬", "WORKS_FOR", "湖南大学", "院士")}),
        ("聘任湖南大学周文彬教授、清华大学罗小青研究员为专家委员会委员。",
         {("周文彬", "SERVES", ALLIANCE, "专家委员会委员"), ("罗小青", "SERVES", ALLIANCE, "专家委员会委员"),
          ("周文彬", "WORKS_FOR", "湖南大学", "教授"), ("罗小青", "WORKS_FOR", "清华大学", "研究员")}),
        ("科技部副部长欧阳立到会祝贺。", {("欧阳立", "WORKS_FOR", "科技部", "副部长")}),
        ("湖南省科技厅党组成员、副厅长易海波出席。",
{("易海波", "WORKS_FOR", "湖南省科技厅", "副厅长")}),
        ("腾岭科技董事长向东明说，公司将扩产。", {("向东明", "WORKS_FOR", "腾岭科技", "董事长")}),
        ("湖南软件行业协会膜材料分会副理事长周文彬出席大会。",
         {("周文彬", "WORKS_FOR", "湖南软件行业协会膜材料分会", "副理事长")}),
        ("中国石墨烯协会会长邵峰讲话。", {("邵峰", "WORKS_FOR", "中国石墨烯协会", "会长")}),
    ],
)  # fmt: skip
def test_a_post_beside_a_name_or_given_by_a_verb(
    edges: Edges, sentence: str, expected: set[tuple[str, str, str, str]]
) -> None:
    assert edges(rule, OPENING + sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "湖南大学当选理事长单位。",
        "膜材料分会副理事长周文彬出席大会。",
        "理事会由理事长1名、副理事长13名组成。",
        "秘书长由理事长提名，理事会任命。",
        "全体会员单位的院长和校长参加了会议。",
        "高校教授与企业总工程师共同研讨。",
        "湖南省副省长和长沙市市长出席。",
        "会议在院士工作站举行，院长办公室负责接待。",
        "主任单位由清华大学担任。",
        "湖南大学为理事长单元。",
    ],
)
def test_units_seats_and_nameless_titles_are_no_people(edges: Edges, sentence: str) -> None:
    assert edges(rule, OPENING + sentence) == set()


def test_an_office_of_an_association_is_not_held_in_the_alliance(edges: Edges) -> None:
    found = edges(rule, OPENING + "中国石墨烯协会副会长、秘书长邵峰介绍了情况。")
    assert {(head, type_, tail) for head, type_, tail, _ in found} == {("邵峰", "WORKS_FOR", "中国石墨烯协会")}


def test_without_an_alliance_a_bare_title_says_nothing(edges: Edges) -> None:
    assert edges(rule, "秘书长邵峰介绍了情况。") == set()


def test_the_writers_own_unit_employs(edges: Edges) -> None:
    found = edges(rule, OPENING + "我校副校长周文彬当选副理事长。", owner="湖南大学")
    assert ("周文彬", "WORKS_FOR", "湖南大学", "副校长") in found
    assert ("周文彬", "SERVES", ALLIANCE, "副理事长") in found


def test_rows_of_a_table_with_people(edges: Edges) -> None:
    rows = f"{ALLIANCE}理事会名单\n职务 姓名 单位 单位职务\n理事长 周文彬 湖南大学 校长\n理事 罗小青 清华大学 研究员\n"
    found = edges(rule, rows)
    assert ("周文彬", "SERVES", ALLIANCE, "理事长") in found
    assert ("罗小青", "WORKS_FOR", "清华大学", "研究员") in found


def test_later_mentions_of_a_person_are_kept(findings: Findings) -> None:
    found = findings(rule, OPENING + "湖南大学教授周文彬主持。周文彬表示，联盟将扩大。")
    spans = [f.span for f in found if isinstance(f, Named) and f.ref.name == "周文彬"]
    assert len(spans) == 2


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("华岳集团总裁任远非、金阳科技董事长向其明出席。", {("任远非", "华岳集团"), ("向其明", "金阳科技")}),
        ("科技部原副部长马颂德、湖南大学校长周文彬分别致辞。", {("马颂德", "科技部"), ("周文彬", "湖南大学")}),
        ("清华大学教授韩征和、湖南大学教授周文彬当选副理事长。", {("韩征和", "清华大学"), ("周文彬", "湖南大学")}),
        ("聘任清华大学教授韩汝珊、湖南大学教授周文彬为顾问。", {("韩汝珊", "清华大学"), ("周文彬", "湖南大学")}),
        ("湖南省委常委、副省长易海波出席。", {("易海波", "湖南省委")}),
    ],
)
def test_people_in_lists_are_no_units(edges: Edges, sentence: str, expected: set[tuple[str, str]]) -> None:
    found = edges(rule, OPENING + sentence)
    assert {(head, tail) for head, type_, tail, _ in found if type_ == "WORKS_FOR"} == expected


def test_faculties_and_offices_of_the_writers_own_university(edges: Edges) -> None:
    text = OPENING + "我校材料学院院长周文彬教授当选理事长，校科技处处长何敏主持会议。"
    found = edges(rule, text, owner="湖南大学")
    assert ("周文彬", "WORKS_FOR", "湖南大学材料学院", "院长") in found
    assert ("何敏", "WORKS_FOR", "湖南大学", "处长") in found
