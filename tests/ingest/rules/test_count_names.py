"""How many of a declared number the whole text names. Names are invented."""

from __future__ import annotations

import pytest

from ingest.pipeline import Reader, extract
from ingest.source import Document

ALLIANCE = "石墨膜材料产业技术创新战略联盟"
A, B, C, D = "长丰石墨股份有限公司", "湘江膜材料有限公司", "岳麓材料研究所", "江海大学"
MEMBERS = f"{ALLIANCE}由{A}、{D}共同发起。{B}当选副理事长单位，{C}为联盟成员单位。"


def named(reader: Reader, text: str) -> list[tuple[str, float | None, int]]:
    """(kind, number, named) of every count."""
    return [(c.kind, c.quantity.value, c.named) for c in extract(Document(text, "a.txt"), reader).counts]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("联盟现有成员单位84家。", [("member", 84, 4)]),
        ("联盟有2家发起单位。", [("initiator", 2, 2)]),
        ("联盟现有副理事长单位5家。", [("vice_chair", 5, 1)]),
        (
            "联盟现有成员单位30家，其中企业20家、高校6家、科研院所4家。",
            [("member", 30, 4), ("company", 20, 2), ("university", 6, 1), ("institute", 4, 1)],
        ),
        # Of what the number has grown from, and of a number smaller than the names, nothing is told.
        ("联盟成员由19个增加到55个。", [("member", 19, 0), ("member", 55, 4)]),
        ("联盟现有成员单位3家。", [("member", 3, 0)]),
        ("联盟由3余家单位组成。", [("member", 3, 4)]),
        ("大会新增了5家成员单位。", [("new_member", 5, 0)]),
    ],
)
def test_what_other_sentences_name(reader: Reader, sentence: str, expected: list[tuple[str, int, int]]) -> None:
    assert named(reader, MEMBERS + sentence) == expected


def test_a_list_of_its_own_stands_unless_the_text_names_more(reader: Reader) -> None:
    assert named(reader, f"{ALLIANCE}由{A}、{B}等26家单位发起。") == [("initiator", 26, 2)]
    later = f"{ALLIANCE}的发起单位包括{A}、{B}、{C}、{D}。"
    assert named(reader, f"{ALLIANCE}由{A}等26家单位发起。{later}") == [("initiator", 26, 4)]


def test_those_that_left_and_observers_are_none_of_them(reader: Reader) -> None:
    text = f"{ALLIANCE}成立。{A}、{B}为联盟成员单位，{C}为联盟观察员单位。{D}退出联盟。联盟现有成员单位84家。"
    assert named(reader, text) == [("member", 84, 2)]
