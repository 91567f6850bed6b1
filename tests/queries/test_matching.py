"""Scores that explain themselves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from queries.find import Hit
from queries.matching import scored, sure


def _hit(name: str, reason: str = "near", matched: str | None = None) -> Hit:
    return Hit(f"og-{name}", "Organization", name, "university", reason, matched or name)  # type: ignore[arg-type]


def test_what_is_certain_comes_before_what_is_near() -> None:
    found = scored("哈工大", [_hit("哈工大附中"), _hit("哈尔滨工业大学", "alias", "哈工大")])
    assert [(match.hit.name, match.certain) for match in found] == [("哈尔滨工业大学", True), ("哈工大附中", False)]
    assert sure(found)


def test_two_certain_ones_are_not_sure() -> None:
    assert not sure(scored("华科", [_hit("华中科技大学", "alias", "华科"), _hit("华科公司", "alias", "华科")]))
    assert not sure([])


def test_a_legal_ending_costs_little() -> None:
    [match] = scored("兖矿集团有限责任公司", [_hit("兖矿集团有限公司")])
    assert match.stem_similarity == 100.0
    assert 80 < match.score <= 90


@given(st.text(), st.text())
def test_scores_stay_in_their_bounds(text: str, name: str) -> None:
    [match] = scored(text, [_hit(name)])
    assert 0 <= match.score <= 90


def test_a_hit_by_sound_is_measured_by_sound_and_never_certain() -> None:
    whole, initials, other = (_hit(name, "sound") for name in ("东北大学", "东北大学", "东华大学"))
    for text, hit, low, high in (("dongbeidaxue", whole, 70, 70), ("dbdx", initials, 70, 70), ("dbdx", other, 1, 69)):
        [match] = scored(text, [hit])
        assert low <= match.score <= high
        assert not match.certain


def test_other_characters_of_the_same_sound_score_as_the_sound_does() -> None:
    [match] = scored("东背大学", [_hit("东北大学", "sound")])
    assert (match.score, match.certain) == (70.0, False)


def test_who_bears_the_name_comes_before_who_bore_it() -> None:
    heir, bearer = _hit("中原宝恒集团有限公司", "near", "恒钢集团有限公司"), _hit("恒钢集团有限公司")
    assert [match.hit.name for match in scored("恒钢集团有限责任公司", [heir, bearer])] == [bearer.name, heir.name]
