"""An amount as a text states it: comparator, number or range, unit as written, and the same in a canonical unit.

The canonical unit comes from one closed table (`graph/units.tsv`, checked against pint by a test), so that 38万吨 and
380000t are one amount. Finding amounts in Chinese text is left to `ingest.values.amounts`.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

Comparator = Literal["=", ">=", ">", "<=", "<", "~", "+=", "-="]

COMPARATORS: tuple[Comparator, ...] = ("=", ">=", ">", "<=", "<", "~", "+=", "-=")

# Longest first: 百万千瓦 is 百万 + 千瓦, and 万亿元 is 万亿 + 元.
MULTIPLIERS: tuple[tuple[str, int], ...] = (
    ("万亿", 10**12),
    ("千亿", 10**11),
    ("百亿", 10**10),
    ("十亿", 10**9),
    ("亿", 10**8),
    ("千万", 10**7),
    ("百万", 10**6),
    ("十万", 10**5),
    ("万", 10**4),
    ("千", 10**3),
    ("百", 10**2),
    ("十", 10),
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """`value` (to `value_max` for a range) in the canonical `unit`; counted things and shares have the unit `1`."""

    value: int | float
    value_max: int | float | None
    unit: str

    def __post_init__(self) -> None:
        _store_alike(self)


@dataclass(frozen=True, slots=True)
class Quantity:
    """`unit` is the unit as written (万千瓦, "" for none); `counted` is what a count counts (件, 家, or a noun)."""

    comparator: Comparator
    value: int | float
    value_max: int | float | None
    unit: str
    normalised: Normalised | None
    counted: str | None

    def __post_init__(self) -> None:
        _store_alike(self)


def _store_alike(amount: Normalised | Quantity) -> None:
    """2.0 and 2 are one amount and must be one in every store and export, whichever source is loaded first."""
    for name in ("value", "value_max"):
        number = getattr(amount, name)
        if isinstance(number, float) and number.is_integer():
            object.__setattr__(amount, name, int(number))


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row of the table: 1 `unit` = `factor` `canonical`; `pint` is the same unit in pint's notation."""

    unit: str
    canonical: str
    factor: Decimal
    dimension: str
    pint: str


@cache
def unit_table() -> dict[str, UnitRow]:
    """The closed table, by unit in its folded spelling (see `fold_unit`)."""
    rows: dict[str, UnitRow] = {}
    text = files("graph").joinpath("units.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        unit, canonical, factor, dimension, pint = line.split("\t")
        rows[fold_unit(unit)] = UnitRow(unit, canonical, Decimal(factor), dimension, pint)
    return rows


# One dot, one slash, one width, and digits for raised ones: the many ways of writing one unit.
_FOLD: dict[int, int | str | None] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{ord(char): "·" for char in "•・⋅∙*＊"},
    **{ord("³"): "3", ord("²"): "2"},
    **{ord(char): None for char in "()（） \n\u3000^"},
}


def fold_unit(unit: str) -> str:
    """The spelling under which the table is read: brackets of a denominator, blanks and kinds of dot make no
    difference, and neither does 每 for a slash."""
    return unit.translate(_FOLD).replace("每", "/")


def unit_row(unit: str) -> tuple[UnitRow, int] | None:
    """The row of a unit as written and the multiplier before it: 万千瓦 gives the row of 千瓦 and 10000."""
    folded = fold_unit(unit)
    table = unit_table()
    row = table.get(folded)
    if row:
        return row, 1
    for word, factor in MULTIPLIERS:
        if folded.startswith(word):
            row = table.get(folded[len(word) :])
            return (row, factor) if row else None
    return None


def normalise(value: int | float, value_max: int | float | None, unit: str) -> Normalised | None:
    """The amount in its canonical unit, or None when the closed table does not hold the unit.

    Computed in decimals, so that equal amounts give equal numbers whatever unit they were written in.
    """
    found = unit_row(unit)
    if found is None:
        return None
    row, multiplier = found
    factor = row.factor * multiplier
    highest = None if value_max is None else plain_number(Decimal(str(value_max)) * factor)
    return Normalised(plain_number(Decimal(str(value)) * factor), highest, row.canonical)


def quantity(comparator: Comparator, value: int | float, unit: str = "", value_max: int | float | None = None,
             counted: str | None = None) -> Quantity:  # fmt: skip
    """A quantity with its normalised form; for a count unit `counted` is the count word unless a noun is given."""
    if counted is None:
        found = unit_row(unit)
        if found and found[0].dimension == "count":
            counted = found[0].unit
    return Quantity(comparator, value, value_max, unit, normalise(value, value_max, unit), counted)


def plain_number(number: Decimal) -> int | float:
    """The number as int where it is whole, else as float: 640.0 and 640 are stored alike."""
    return int(number) if number == number.to_integral_value() else float(number)
