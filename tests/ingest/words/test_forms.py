"""Which parts of names may be left out, and which may not."""

from __future__ import annotations

import pytest

from ingest.words.forms import local_bodies, without_legal_form


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("长丰石墨股份有限公司", "长丰石墨"),
        ("长丰(集团)有限责任公司", "长丰"),
        ("神华集团公司", "神华"),
        ("长丰集团", "长丰"),
        ("长丰(集团)研究院", "长丰(集团)研究院"),
        ("湖南大学", "湖南大学"),
    ],
)
def test_a_legal_form_at_the_end_is_left_out(name: str, bare: str) -> None:
    assert without_legal_form(name) == bare


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (["省科技厅", "江海省科学技术厅"], [("省科技厅", "江海省科学技术厅")]),
        (["市科技局", "滨江市科技局", "湖南大学"], [("市科技局", "滨江市科技局")]),
        (["省科技厅", "江海省科学技术厅", "山河省科技厅"], []),
        (["省科技厅", "江海省工业和信息化厅"], []),
        (["市科技局", "江海省科学技术厅"], []),
    ],
)
def test_a_body_named_by_its_level_is_the_only_one_that_fits(names: list[str], pairs: list[tuple[str, str]]) -> None:
    assert list(local_bodies(names)) == pairs
