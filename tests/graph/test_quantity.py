"""The closed table of units agrees with pint, and normalising is exact."""

from decimal import Decimal

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.quantity import MULTIPLIERS, Normalised, fold_unit, normalise, quantity, unit_row, unit_table

# What Chinese industry counts in and pint does not know. Standard cubic metres, coal equivalent and persons are
# dimensions of their own here: a Nm3 is no m3 and a kgce no kg.
DEFINITIONS = """
CNY = [money_cny]
USD = [money_usd]
EUR = [money_eur]
JPY = [money_jpy]
HKD = [money_hkd]
normal_m3 = [normal_volume]
kgce = [coal_equivalent]
person = [person]
percentage_point = [percentage_point]
jin = 0.5 kilogram
mu = 10000/15 meter**2
"""

# The canonical units as pint writes them.
CANONICAL = {
    "t": "tonne", "kg": "kilogram", "m3": "meter**3", "Nm3": "normal_m3", "mg/Nm3": "milligram/normal_m3",
    "mg/m3": "milligram/meter**3", "g/(kW·h)": "gram/(kilowatt*hour)", "kgce": "kgce", "kgce/t": "kgce/tonne",
    "kgce/CNY": "kgce/CNY", "kgce/(kW·h)": "kgce/(kilowatt*hour)", "t/(m3·d)": "tonne/(meter**3*day)",
    "t/(person·a)": "tonne/(person*julian_year)", "t/d": "tonne/day", "t/a": "tonne/julian_year",
    "t/h": "tonne/hour", "kg/mu": "kilogram/mu", "kW": "kilowatt", "kW·h": "kilowatt*hour", "CNY": "CNY",
    "USD": "USD", "EUR": "EUR", "JPY": "JPY", "HKD": "HKD", "CNY/t": "CNY/tonne",
    "CNY/(kW·h)": "CNY/(kilowatt*hour)", "mu": "mu", "m2": "meter**2", "s": "second", "d": "day",
    "month": "julian_year/12", "a": "julian_year", "m": "meter", "m/min": "meter/minute", "m/s": "meter/second",
    "km/h": "kilometer/hour", "MPa": "megapascal", "V": "volt", "Hz": "hertz", "1": "dimensionless",
    "pp": "percentage_point",
}  # fmt: skip


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry[float]:
    made: pint.UnitRegistry[float] = pint.UnitRegistry()
    made.load_definitions(DEFINITIONS.strip().splitlines())
    return made


def test_every_factor_and_dimension_is_what_pint_computes(registry: pint.UnitRegistry[float]) -> None:
    wrong = []
    for row in unit_table().values():
        amount = registry.parse_expression(f"1.0*{row.pint}")
        canonical = registry.parse_expression(f"1.0*{CANONICAL[row.canonical]}")
        assert (amount / canonical).check(""), row
        ratio = (amount / canonical).to("dimensionless").magnitude
        if ratio != pytest.approx(float(row.factor), rel=1e-9):
            wrong.append((row.unit, ratio, row.factor))
    assert not wrong


def test_one_dimension_per_canonical_unit_and_rows_do_not_collide() -> None:
    rows = unit_table().values()
    dimensions: dict[str, set[str]] = {}
    for row in rows:
        dimensions.setdefault(row.canonical, set()).add(row.dimension)
    assert {canonical: found for canonical, found in dimensions.items() if len(found) > 1} == {"1": {"ratio", "count"}}
    assert len(rows) == len({row.unit for row in rows})


def test_a_multiplier_before_a_unit_never_hides_another_unit() -> None:
    table = unit_table()
    for word, factor in MULTIPLIERS:
        for unit in ("吨", "元", "千瓦", "件"):
            if fold_unit(word + unit) in table:
                continue
            found = unit_row(word + unit)
            assert found is not None
            assert found[0].factor * found[1] == table[unit].factor * factor


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (1500, "万千瓦", Normalised(15000000, None, "kW")),
        (2.3, "吨/m³·天", Normalised(2.3, None, "t/(m3·d)")),
        (2.3, "吨／(m3・天)", Normalised(2.3, None, "t/(m3·d)")),
        (1600, "吨/人·年", Normalised(1600, None, "t/(person·a)")),
        (5, "mg/Nm³", Normalised(5, None, "mg/Nm3")),
        (324, "g/kWh", Normalised(324, None, "g/(kW·h)")),
        (640, "公斤标准煤", Normalised(640, None, "kgce")),
        (640, "kg标准煤", Normalised(640, None, "kgce")),
        (0.64, "吨标准煤", Normalised(640, None, "kgce")),
        (2000, "亿元", Normalised(200000000000, None, "CNY")),
        (3.5, "万亩", Normalised(35000, None, "mu")),
        (2, "公顷", Normalised(30, None, "mu")),
        (25, "分钟", Normalised(1500, None, "s")),
        (99.5, "%", Normalised(0.995, None, "1")),
        (99.5, "％", Normalised(0.995, None, "1")),
        (20, "个百分点", Normalised(20, None, "pp")),
        (1.2, "万件", Normalised(12000, None, "1")),
        (380, "万吨", Normalised(3800000, None, "t")),
        (1, "炉次", None),
        (1, "", None),
        (1, "万", None),
    ],
)
def test_normalise(value: float, unit: str, expected: Normalised | None) -> None:
    assert normalise(value, None, unit) == expected


def test_equal_amounts_in_different_units_are_equal() -> None:
    assert normalise(38, None, "万吨") == normalise(380000, None, "t")
    assert normalise(0.1, None, "亿元") == normalise(1000, None, "万元")
    assert normalise(5, 10, "万元") == Normalised(50000, 100000, "CNY")


def test_a_count_keeps_what_it_counts() -> None:
    assert quantity(">=", 50, "件").counted == "件"
    assert quantity(">=", 50, "件", counted="专利").counted == "专利"
    assert quantity("=", 5, "吨").counted is None
    assert quantity("=", 30, "万件").normalised == Normalised(300000, None, "1")


@given(st.decimals(0, 10**9, places=3), st.sampled_from(sorted(row.unit for row in unit_table().values())))
def test_normalising_is_monotone_and_total_over_the_table(value: Decimal, unit: str) -> None:
    plain = float(value)
    found = normalise(plain, plain + 1, unit)
    assert found is not None
    assert found.value_max is not None
    assert 0 <= found.value < found.value_max


@given(st.text(max_size=20))
def test_any_unit_is_known_or_none(unit: str) -> None:
    found = normalise(1, None, unit)
    assert found is None or found.value > 0


def test_a_whole_number_is_one_number_however_written() -> None:
    one, other = quantity(">", 2.0, "m/min", 4.0), quantity(">", 2, "m/min", 4)
    assert repr(one) == repr(other)
    assert repr(Normalised(2.0, None, "1")) == repr(Normalised(2, None, "1"))
