"""Rows of phrasing.md sections 2, 4 and 10, in our own sentences: who is a member, in what role, and who is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.rules.members import rule

Edges = Callable[..., set[tuple[str, str, str, str]]]
ALLIANCE = "石墨膜材料产业技术创新战略联盟"
OPENING = f"{ALLIANCE}召开大会。"
A, B, C = "长丰石墨股份有限公司", "湘江膜材料有限公司", "岳麓材料研究所"


def of(edges: Edges, text: str, **header: str) -> set[tuple[str, str]]:
    """(unit, role); the role is empty for the bare edge."""
    return {(head, role) for head, type_, tail, role in edges(rule, text, **header) if type_ == "MEMBER_OF" and tail}


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        (f"联盟由{A}、{B}等10家单位共同发起成立。", {A: "initiator", B: "initiator"}),
        (f"{A}、{B}和{C}等十八家单位作为发起人。", {A: "initiator", B: "initiator", C: "initiator"}),
        (f"联盟由{A}牵头组建。", {A: "lead"}),
        (f"联盟依托{A}组建，由{B}联合发起。", {A: "host", B: "initiator"}),
        (f"联盟秘书处设在{A}。", {A: "secretariat"}),
        (
            f"联盟还包括{A}、{B}等9家副理事长单位，以及{C}等34家理事单位。",
            {A: "vice_chair", B: "vice_chair", C: "council"},
        ),
        (f"联盟目前已有{A}、{B}等300多家联盟理事单位。", {A: "council", B: "council"}),
        (f"联盟秘书处依托{C}建立。", {C: "secretariat"}),
        (f"{A}当选理事长单位，{B}当选副理事长单位。", {A: "chair", B: "vice_chair"}),
        (f"理事长单位：{A}。", {A: "chair"}),
        (f"会上，{A}被授予专委会主任单位、联盟理事长单位。", {A: "chair"}),
        (
            f"{A}当选理事长单位，{B}等12家企业当选副理事长单位，{C}当选监事单位。",
            {A: "chair", B: "vice_chair", C: "supervisor"},
        ),
        (f"{A}为理事长单位；{B}、{C}为副理事长单位。", {A: "chair", B: "vice_chair", C: "vice_chair"}),
        (f"会议增补2家副理事长单位，分别是{A}和{B}。", {A: "vice_chair", B: "vice_chair"}),
        (f"{A}以观察员单位身份加入联盟。", {A: "observer"}),
        (f"{A}、安徽奇瑞、{B}等12家单位共同发起联盟。", {A: "initiator", "奇瑞": "initiator", B: "initiator"}),
        (
            f"{A}、青湖数控、库塔、安徽腾岭、固原神思为副理事长单位。",
            dict.fromkeys((A, "青湖数控", "库塔", "安徽腾岭", "固原神思"), "vice_chair"),
        ),
        (f"联盟由{A}联合{B}、{C}共同发起成立。", {A: "initiator", B: "initiator", C: "initiator"}),
        (f"{A}、{B}等15家高校院所和膜材料企业共同发起组建联盟。", {A: "initiator", B: "initiator"}),
        (f"会上{A}与{B}一起由成员单位晋升为常务理事单位。", {A: "standing_council", B: "standing_council"}),
        (f"联盟由{C}牵头，理事长由{A}的方以文院士担任。", {C: "lead"}),
        (f"{A}、{C}新当选联盟副理事长单位，{B}递补为理事单位。", {A: "vice_chair", C: "vice_chair", B: "council"}),
        (f"联盟由{C}牵头，{A}为技术依托单位。", {C: "lead", A: "host"}),
        (f"联盟选举{A}为第一届理事会理事长单位，{B}为理事会副理事长单位。", {A: "chair", B: "vice_chair"}),
        (f"联盟理事长单位{A}董事长方以文致辞。", {A: "chair"}),
        (f"{A}与{B}于4月8日签署协议，共同成立联盟。", {A: "initiator", B: "initiator"}),
        (f"由{A}牵头、{B}和{C}共同发起的联盟获批。", {A: "lead", B: "initiator", C: "initiator"}),
        (f"{A}成功入选联盟理事单位，{B}受邀成为联盟副理事长单位。", {A: "council", B: "vice_chair"}),
        (f"作为联盟的发起单位之一，{A}发展很快。", {A: "initiator"}),
        (f"牵头单位是{A}；{B}为依托单位。", {A: "lead", B: "host"}),
    ],
)
def test_a_role_makes_a_member(edges: Edges, sentence: str, roles: dict[str, str]) -> None:
    found = of(edges, OPENING + sentence)
    assert {(unit, role) for unit, role in found if role} == set(roles.items())
    assert {unit for unit, role in found if not role} == set(roles)


@pytest.mark.parametrize(
    ("sentence", "members"),
    [
        (f"联盟由{A}、{B}和{C}共同组成。", {A, B, C}),
        (f"首批成员单位包括{A}、{B}。", {A, B}),
        (f"联盟吸收了{A}为成员单位。", {A}),
        (f"联盟由湘江大学发起，汇集了{A}、{B}等32家企业。", {A, B, "湘江大学"}),
        (f"联盟由{A}、{B}等14家在膜领域有优势的高校，60家龙头企业和协会等单位共同组成。", {A, B}),
        (f"{A}、{B}、湘潭溪谷实验室等近50家高校、企业等成为联盟首批成员单位。", {A, B, "湘潭溪谷实验室"}),
        (f"联盟网罗了{A}、{B}等领军企业。", {A, B}),
        (f"联盟批准{A}、{B}为第二批成员单位。", {A, B}),
        (f"{A}正式加入联盟。", {A}),
        (f"成员单位包括：整车企业——海丰、天河；高校——清华大学；科研院所——{C}。", {"海丰", "天河", "清华大学", C}),
        (f"由{A}、{C}(岳麓研究院)联合申报的联盟获得认定。", {A, C}),
        (f"同期正式加入联盟的还有两家企业，即{A}、{B}。", {A, B}),
        (f"11家单位分别是：{A}；{B}(以下简称湘江)；{C}。", {A, B, C}),
        (f"来自{A}、{B}等16家成员单位的代表参加会议。", {A, B}),
        (f"{A}、{B}等16家理事会成员单位代表参加。", {A, B}),
        (f"“薄膜”项目由{A}承担，{B}、{C}等联盟单位参与。", {A, B, C}),
        (f"成员高校包括某某市的清华大学，以及{A}、{B}。", {"清华大学", A, B}),
        (f"{A}(湘江集团有限公司子公司)、{B}、{C}等21家单位共同组成联盟。", {A, B, C}),
    ],
)
def test_plain_membership(edges: Edges, sentence: str, members: set[str]) -> None:
    assert {unit for unit, role in of(edges, OPENING + sentence) if not role} == members


@pytest.mark.parametrize(
    "sentence",
    [
        f"科技部和{A}的代表出席会议。",
        f"{C}的专家受聘为联盟顾问。",
        f"会议由{A}承办。",
        f"联盟与{A}签订合作协议。",
        f"{A}董事长张立新当选理事长。",
        f"秘书长分别为清华大学张立新和{A}李明。",
        f"{C}参观了{A}。",
    ],
)
def test_no_member(edges: Edges, sentence: str) -> None:
    assert {unit for unit, role in of(edges, OPENING + sentence) if role in ("chair", "secretary_general", "")} == set()


def test_the_next_clause_has_no_role_of_the_one_before(edges: Edges) -> None:
    found = of(edges, f"{OPENING}联盟由江海科技园发起，由{A}、{B}等14家单位共同组成。")
    assert found == {(A, ""), (B, "")}


def test_a_person_chosen_gives_no_role_to_the_unit(edges: Edges) -> None:
    assert (A, "chair") not in of(edges, f"{OPENING}大会选举出{A}陈立新为联盟理事长。")


def test_a_branch_is_meant_by_the_word_for_it(edges: Edges) -> None:
    text = f"{ALLIANCE}湘江分联盟成立，{A}当选分联盟第一届理事长单位。"
    assert {(head, tail) for head, _, tail, role in edges(rule, text) if role} == {(A, f"{ALLIANCE}湘江分联盟")}


def test_an_alliance_among_units_is_a_member(edges: Edges) -> None:
    text = f"{OPENING}联盟由{A}、湖湘轴承产业技术创新战略联盟、{C}等21家单位共同组建。"
    found = edges(rule, text)
    assert {head for head, *_ in found} == {A, "湖湘轴承产业技术创新战略联盟", C}
    assert {tail for _, _, tail, _ in found} == {ALLIANCE}


def test_a_unit_goes_on_as_subject_to_a_second_alliance(edges: Edges) -> None:
    text = f"{A}2007年是{ALLIANCE}的发起单位，2023年又成为湖湘轴承产业技术创新战略联盟的成员单位。"
    assert {(tail, role) for _, _, tail, role in edges(rule, text)} == {
        (ALLIANCE, ""),
        (ALLIANCE, "initiator"),
        ("湖湘轴承产业技术创新战略联盟", ""),
    }


def test_a_pronoun_stands_for_the_unit_before(edges: Edges) -> None:
    text = f"{ALLIANCE}由{C}发起，该所同时是理事长单位。"
    assert (C, "chair") in of(edges, text)


def test_this_alliance_is_the_one_the_sentence_named(edges: Edges) -> None:
    text = f"{OPENING}湖湘轴承产业技术创新战略联盟近日成立，该联盟由{A}牵头。"
    assert {(head, tail) for head, _, tail, _ in edges(rule, text)} == {(A, "湖湘轴承产业技术创新战略联盟")}


def test_one_who_left(edges: Edges) -> None:
    found = edges(rule, f"{OPENING}{A}退出联盟。")
    assert (A, "MEMBER_OF", ALLIANCE, "ended") in found


def test_items_below_a_heading_carry_its_role(edges: Edges) -> None:
    text = f"{ALLIANCE}\n\n副理事长单位：\n{A}\n{B}\n\n成员单位：\n{C}\n"
    found = of(edges, text)
    assert {(A, "vice_chair"), (B, "vice_chair"), (C, "")} <= found
    assert (C, "vice_chair") not in found


def test_a_label_with_its_first_unit_goes_on_in_the_lines_below(edges: Edges) -> None:
    text = (
        f"{ALLIANCE}成员名单\n理事长单位：{A}\n副理事长单位：青岭理工大学\n{C}\n"
        f"理事单位：{B}\n东岸轴承有限公司、西岸齿轮公司\n"
    )
    assert {(unit, role) for unit, role in of(edges, text) if role} == {
        (A, "chair"), ("青岭理工大学", "vice_chair"), (C, "vice_chair"), (B, "council"),
        ("东岸轴承有限公司", "council"), ("西岸齿轮公司", "council"),
    }  # fmt: skip


def test_a_row_that_ends_with_its_role_heads_nothing(edges: Edges) -> None:
    text = f"{ALLIANCE}成员单位名单\n序号 单位名称 联盟职务\n1 {A} 理事长单位\n2 {B} 副理事长单位\n3 {C} 成员单位\n"
    assert not {(B, "chair"), (C, "vice_chair"), (C, "chair")} & of(edges, text)


def test_a_person_with_a_post_at_home_makes_no_member(edges: Edges) -> None:
    text = f"{ALLIANCE}理事会成员名单\n理事长：张立新 {A}董事长\n副理事长：李明华 {C}所长\n王立 青岭理工大学教授\n"
    assert of(edges, text) == set()


def test_groups_of_initiators_go_on_over_list_items(edges: Edges) -> None:
    text = f"{ALLIANCE}由3家单位共同发起，分为两类：\n\n- 企业2家：{A}、{B}；\n- 科研院所1家：{C}。\n"
    assert {(unit, role) for unit, role in of(edges, text) if role} == {(u, "initiator") for u in (A, B, C)}


def test_swapped_words_are_read(edges: Edges) -> None:
    text = f"{OPENING}联盟由{A}、{B}等18家单元配合倡议。"
    assert {(A, "initiator"), (B, "initiator")} <= of(edges, text)


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        (f"联盟拟吸收{A}等5家单位加入联盟。", "proposed"),
        (f"{A}将于明年加入联盟。", "proposed"),
        (f"会议将{A}增补为联盟成员单位。", ""),
        (f"联盟吸收{A}等5家单位加入联盟。", ""),
        (f"{A}计划退出联盟。", None),
    ],
)
def test_what_is_only_planned_is_told_apart(edges: Edges, sentence: str, state: str | None) -> None:
    found = {value for head, type_, _, value in edges(rule, OPENING + sentence) if (head, type_) == (A, "MEMBER_OF")}
    assert found == (set() if state is None else {state})


COMMUNITY = "全国膜材料行业产教融合共同体"


def test_a_community_of_schools_and_firms_has_members_like_an_alliance(edges: Edges) -> None:
    text = f"{COMMUNITY}牵头单位为{A}、{C}，{COMMUNITY}揭牌。共同体由{B}任理事长单位。"
    found = edges(rule, text)
    assert {(h, t, v) for h, _, t, v in found if v and v != "current"} == {
        (A, COMMUNITY, "lead"),
        (C, COMMUNITY, "lead"),
        (B, COMMUNITY, "chair"),
    }
    parties = f"{COMMUNITY}的牵头企业为{A}，牵头园区为{C}，职业院校牵头单位：石浦职业技术学院。"
    assert {(h, v) for h, _, t, v in edges(rule, parties) if v} == {
        (A, "lead"),
        (C, "lead"),
        ("石浦职业技术学院", "lead"),
    }
    assert not edges(rule, f"{OPENING}{A}与{B}构建命运共同体，共同体由各方组成。")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (f"1、{ALLIANCE}：{A}，{C}", {A, C}),
        (f"{ALLIANCE}：{A}，{B}、{C}等", {A, B, C}),
        (f"11家联盟单位分别是：{A}；{B}；{C}。", {A, B, C}),
        (f"首批3家成员单位名单如下：{A}、{B}、{C}。", {A, B, C}),
    ],
)
def test_a_label_or_a_count_opens_the_list_of_members(edges: Edges, text: str, units: set[str]) -> None:
    assert {unit for unit, role in of(edges, OPENING + "\n" + text)} == units


def test_those_who_join_may_be_described_behind_their_number(edges: Edges) -> None:
    text = f"已有包括{A}、{B}在内的40多家来自膜材料上下游的专业单位加入联盟。"
    assert of(edges, OPENING + text) == {(A, ""), (B, "")}


def test_others_than_those_counted_are_no_members(edges: Edges) -> None:
    text = f"联盟共有16家发起单位。还有一批企业包括{A}、{B}等企业对联盟十分关注。"
    assert of(edges, OPENING + text) == set()


@pytest.mark.parametrize(
    "text", [f"{ALLIANCE}：{A}荣获金奖", f"主办单位：{A}、{B}", f"3家参展企业分别是：{A}、{B}、{C}。"]
)
def test_a_label_of_something_else_opens_none(edges: Edges, text: str) -> None:
    assert of(edges, OPENING + "\n" + text) == set()


def test_a_centre_has_hosts_and_those_it_joins(edges: Edges) -> None:
    text = (
        f"“湘江膜材料协同创新中心”负责人方文清教授，该中心以{A}、{B}以及膜科学博士点为依托，联合江海市检测局、"
        f"{C}等单位，围绕膜材料开展研究。"
    )
    assert of(edges, text) == {(A, ""), (A, "host"), (B, ""), (B, "host"), (C, ""), ("江海市检测局", "")}
    assert of(edges, f"{OPENING}某某中心很大，该中心以{A}的技术为依托，服务行业。") == set()


def test_the_parties_of_the_contract_found_the_alliance(edges: Edges) -> None:
    found = of(edges, f"{ALLIANCE}协议书缔约单位{A}{B}新湖县恒丰碳素有限公司湖南大学根据章程组建本联盟。")
    units = (A, B, "新湖县恒丰碳素有限公司", "湖南大学")
    assert found == {(unit, role) for unit in units for role in ("", "initiator")}


def test_a_bracket_behind_an_alliance_speaks_of_that_one(edges: Edges) -> None:
    one, other = "江海膜材料创新联合体", "湘江石墨创新联合体"
    found = edges(rule, f"首批名单包括：{one}(牵头单位：{B})、{other}(牵头单位：{A})。")
    assert {(head, tail) for head, _, tail, _ in found} == {(B, one), (A, other)}


def test_numbers_may_part_the_units_of_a_list(edges: Edges) -> None:
    assert of(edges, f"{OPENING}联盟新增会员单位：1.{A} 2.{B} 3.{C}") == {(A, ""), (B, ""), (C, "")}


def test_who_is_joined_to_the_leader_is_named_without_the_verb(edges: Edges) -> None:
    for other in ("岳麓大学", "岳麓钢铁集团公司"):
        text = f"联盟由{A}牵头，联合{other}、{B}组建。"
        assert of(edges, OPENING + text) == {(A, ""), (A, "lead"), (other, ""), (B, "")}


def test_those_who_build_an_alliance_together(edges: Edges) -> None:
    text = f"{A}、{B}与{C}共建江海石墨创新联合体。"
    assert of(edges, text) == {(unit, role) for unit in (A, B, C) for role in ("", "joint_builder")}
    assert of(edges, f"{OPENING}{A}与{B}共建实验室。") == set()


def test_kinds_sort_the_lines_below_a_heading(edges: Edges) -> None:
    text = f"{ALLIANCE}成员单位名单\n一、企业（2家）\n{A}\n{B}\n二、科研院所（1家）\n{C}"
    assert of(edges, text) == {(A, ""), (B, ""), (C, "")}
    assert of(edges, f"{ALLIANCE}简介\n一、企业（2家）\n{A}\n{B}") == set()


UNIONS = [
    "江海省膜材料协会",
    "江海膜学会",
    "江海市浙江商会",
    "江海科技促进会",
    "江海创新基金会",
    "江海膜协会反渗透分会",
]


def test_associations_in_a_long_list(edges: Edges) -> None:
    listed = "、".join([A, *UNIONS, C])
    for sentence in (f"联盟由{listed}等26家单位共同发起。", f"联盟成员单位包括{listed}。", f"联盟由{listed}组成。"):
        assert {head for head, *_ in edges(rule, OPENING + sentence)} == {A, C, *UNIONS}
    grouped = f"联盟成员有：企业：{A}；行业协会：{UNIONS[0]}；学会：{UNIONS[1]}；基金会：{UNIONS[4]}。"
    assert {head for head, *_ in edges(rule, OPENING + grouped)} == {A, *(UNIONS[n] for n in (0, 1, 4))}


def test_the_role_that_an_association_gives_is_none_of_the_alliance(edges: Edges) -> None:
    assert edges(rule, f"{OPENING}{UNIONS[0]}会长单位{A}、{UNIONS[1]}的理事单位{B}出席会议。") == set()


def test_an_agreement_about_something_else_founds_nothing(edges: Edges) -> None:
    assert of(edges, f"{OPENING}{A}与{B}签署协议，共同建设膜材料实验室，服务联盟。") == set()
    assert of(edges, f"{OPENING}联盟理事长{A}董事长方以文致辞。") == set()


def test_experts_who_make_up_a_group_bring_no_members(edges: Edges) -> None:
    assert of(edges, f"{OPENING}验收组由{A}、{C}的专家组成。") == set()


def test_those_beside_the_leader(edges: Edges) -> None:
    assert of(edges, f"由{A}牵头、{B}和{C}协同组建的{ALLIANCE}揭牌。") == {(A, ""), (A, "lead"), (B, ""), (C, "")}


def test_those_who_take_part_beside_the_leader_are_members(edges: Edges) -> None:
    text = f"联盟由{A}牵头，{B}和{C}为核心协同单位。"
    assert of(edges, OPENING + text) == {(A, ""), (A, "lead"), (B, ""), (C, "")}
    assert of(edges, f"{OPENING}参建单位有{B}、{C}。") == {(B, ""), (C, "")}
