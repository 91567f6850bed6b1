"""A phrase parted into the thing and what is measured of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.rules.claims.subjects import named_before, split_metric


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("转炉粉尘排放浓度", ("转炉", "粉尘排放浓度")),
        ("矿渣综合利用率", ("矿渣", "综合利用率")),
        ("劳动生产率", ("", "劳动生产率")),
        ("甲、乙等工序的生产周期", ("甲、乙等工序", "生产周期")),
        ("利税总额", ("", "利税总额")),
        ("建设周期", ("", "建设周期")),
        ("产值翻番、税收", ("", "税收")),
        ("出口率", ("", "出口率")),
        ("发明专利", ("", "发明专利")),
    ],
)
def test_thing_and_measure(phrase: str, expected: tuple[str, str]) -> None:
    assert split_metric(phrase) == expected


@given(st.text(alphabet="高炉的利用系数产能率、专利年总排放", max_size=16))
def test_nothing_is_invented(phrase: str) -> None:
    subject, metric = split_metric(phrase)
    assert subject in phrase
    assert metric in phrase


def test_a_clause_names_the_measure_for_the_one_behind_it() -> None:
    assert named_before("甲产品的生产能力") == ("甲产品", "生产能力")
    assert named_before("吨钢能耗算到热轧材") == ("吨钢", "能耗")
    assert named_before("在发展中前进") == ("", "")
