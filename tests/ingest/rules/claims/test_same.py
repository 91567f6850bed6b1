"""One target told twice in other words."""

from __future__ import annotations

import pytest

from ingest.pipeline import Reader, extract
from ingest.source import Document

ALLIANCE = "石墨膜材料产业技术创新战略联盟"


def subjects(reader: Reader, *sentences: str) -> list[tuple[str, str]]:
    """(subject, metric) of every claim, in the order of the text."""
    return [(c.subject, c.metric) for c in extract(Document("".join(sentences), "a.txt"), reader).claims]


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        ("大型高炉的粉尘排放浓度不高于5mg/Nm3", "高炉粉尘排放浓度不高于5mg/Nm3", "大型高炉"),
        ("产能达到300万吨", "石墨负极产能达到300万吨", "石墨负极"),
        ("膜产品产能达到300万吨", "膜产能达到3000000吨", "膜产品"),
    ],
)
def test_the_fullest_subject_is_that_of_both(reader: Reader, one: str, other: str, subject: str) -> None:
    for first, second in ((one, other), (other, one)):
        found = subjects(reader, f"{ALLIANCE}提出，到2015年{first}。", f"到2015年，{second}。")
        assert [name for name, _ in found] == [subject, subject]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("到2015年高炉粉尘排放浓度不高于5mg/Nm3", "到2015年转炉粉尘排放浓度不高于5mg/Nm3"),
        ("到2015年高炉粉尘排放浓度不高于5mg/Nm3", "到2020年大型高炉粉尘排放浓度不高于5mg/Nm3"),
        ("到2015年高炉粉尘排放浓度不高于5mg/Nm3", "到2015年大型高炉粉尘排放浓度不高于15mg/Nm3"),
        ("到2015年石墨产能达到300万吨", "到2015年石墨负极产能达到300万吨"),
    ],
)
def test_what_differs_stays_apart(reader: Reader, one: str, other: str) -> None:
    found = subjects(reader, f"{ALLIANCE}提出，{one}。", f"{other}。")
    assert len({name for name, _ in found}) == len(found) == 2


def test_a_missing_subject_with_two_that_it_may_be_stays_missing(reader: Reader) -> None:
    text = f"{ALLIANCE}提出，到2015年产能达到300万吨。到2015年，石墨产能达到300万吨。到2015年，薄膜产能达到300万吨。"
    assert [name for name, _ in subjects(reader, text)] == ["联盟", "石墨", "薄膜"]
