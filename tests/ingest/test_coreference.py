"""What 联盟, 该联盟 and 我司 mean, and which names of a text are one."""

from __future__ import annotations

import pytest

from ingest.coreference import is_pronoun, is_shortened, stem
from ingest.pipeline import Readings, make_reader, read_sentences
from ingest.source import Document, Header
from ingest.words.lexicon import load_lexicon
from ingest.words.segment import make_segmenter

READER = make_reader(load_lexicon(), make_segmenter())
ONE, OTHER = "石墨产业技术创新战略联盟", "轴承产业技术创新战略联盟"


def read(text: str, title: str = "") -> Readings:
    return read_sentences(Document(text, "t.txt", header=Header(title=title)), READER)


def meant(text: str, title: str = "") -> list[str]:
    return [r.context.alliance.name if r.context.alliance else "" for r in read(text, title).readings]


def test_the_last_alliance_named_is_meant() -> None:
    assert meant(f"{ONE}成立。联盟有10家成员。\n\n{OTHER}成立。联盟有20家成员。")[1::2] == [ONE, OTHER]


def test_the_title_is_meant_from_the_first_sentence() -> None:
    text = f"联盟今天成立。{ONE}有10家成员。{OTHER}表示祝贺。"
    assert meant(text, title=f"{ONE}成立")[0] == ONE


def test_an_alliance_that_a_unit_takes_part_in_changes_nothing() -> None:
    text = f"{ONE}今天成立。\n\n清华大学此前参与发起{OTHER}。\n\n该联盟列入试点。"
    assert meant(text, title=f"{ONE}成立")[-1] == ONE


def test_this_alliance_is_the_one_just_named() -> None:
    text = f"清华大学参与发起{OTHER}。该联盟列入试点。"
    assert meant(text, title=f"{ONE}成立")[-1] == OTHER


def test_a_section_speaks_of_its_heading() -> None:
    text = f"# {ONE}\n\n## {OTHER}\n\n会议召开。联盟成立。\n"
    assert meant(text)[-1] == OTHER


def test_a_guest_from_another_alliance_changes_nothing() -> None:
    text = f"{ONE}今天成立。{OTHER}秘书长张立新、副市长李明出席。联盟理事长王晓东致辞。"
    assert meant(text)[-1] == ONE


def test_an_alliance_that_a_document_only_plans_is_not_spoken_of() -> None:
    text = f"协会听取了《关于筹备成立“{ONE}”的方案》。会议增补副理事长单位。"
    assert meant(text) == ["", ""]
    assert meant(f"会议通过了《{ONE}章程》。会议增补副理事长单位。")[-1] == ONE


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("江海石墨产业技术创新战略联盟", "江海市石墨产业技术创新战略联盟"),
        ("石墨产业技术创新战略联盟", "江海省石墨产业技术创新战略联盟"),
        ("AI创新联合体", "AI(人工智能)创新联合体"),
    ],
)
def test_a_name_with_its_place_or_a_bracket_is_the_same(short: str, name: str) -> None:
    made = read(f"{name}成立。{short}有10家成员。")
    assert {ref.name: whole.name for ref, whole in made.names.canonical.items()}[short] == name


def test_names_of_two_places_stay_apart() -> None:
    names = ("江海市石墨产业技术创新战略联盟", "湖阳市石墨产业技术创新战略联盟", "石墨产业技术创新战略联盟")
    made = read("。".join(f"{name}成立" for name in names) + "。")
    assert not {ref.name for ref in made.names.canonical}.intersection(names)


def test_names_of_one_entity_lead_to_the_longest() -> None:
    made = read(f"{ONE}(以下简称石墨联盟)成立，长丰石墨股份有限公司和长丰石墨参加。")
    by_name = {ref.name: whole.name for ref, whole in made.names.canonical.items()}
    assert by_name["石墨联盟"] == ONE


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("石墨联盟", "石墨产业联盟", True),
        ("墨石联盟", "石墨产业联盟", False),
        ("石墨联盟", "石墨产业联盟西南分会", False),
    ],
)
def test_shortening(short: str, name: str, expected: bool) -> None:
    assert is_shortened(short, name) is expected


def test_the_stem_tells_alliances_apart() -> None:
    assert stem("中国石墨产业技术创新战略联盟") == stem("石墨技术创新战略联盟") != stem(OTHER)


def test_pronouns() -> None:
    assert [is_pronoun(word) for word in ("联盟", "该联盟", "本联盟", "石墨联盟")] == [True, True, True, False]
