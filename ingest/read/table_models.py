"""What one row of each seed table may hold: columns, words, dates, numbers, and what it is based on.

A cell that does not fit is refused with what is wrong and what to do about it. What a row alone cannot tell (references
between tables, repeats) is checked in `ingest.read.table_schema`; facts are made of the rows elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from graph.model import Model
from graph.moment import covers, parse
from graph.quantity import unit_row

LINKED = ("official", "organisation", "media")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def refuse(what: str, advice: str, column: str = "") -> PydanticCustomError:
    """An error of a cell (or, with `column`, of a whole row) with its two sentences."""
    return PydanticCustomError("table", what, {"advice": advice, "column": column})


def _trimmed(value: str) -> str:
    if value != value.strip():
        raise refuse("首尾有空白 (blanks at the ends)", "删去首尾的空白")
    return value


def _filled(value: str) -> str:
    if not value:
        raise refuse("空着 (empty)", "填上这一格")
    return value


def _half_width(value: str) -> str:
    if "（" in value or "）" in value:
        raise refuse(f"“{value}”用了全角括号 (full-width brackets)", "名称中的括号写成半角 ()")
    return value


def _split(value: object) -> object:
    return tuple(value.split("|")) if isinstance(value, str) and value else () if value == "" else value


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise refuse("同一项写了两次 (repeated)", "“|”之间的每一项只写一次")
    return values


def _model(info: ValidationInfo) -> Model:
    model = (info.context or {}).get("model")
    assert isinstance(model, Model)
    return model


def _kind(value: str, info: ValidationInfo) -> str:
    kinds = _model(info).kinds
    if value not in kinds:
        raise refuse(f"没有“{value}”这一机构类别 (unknown kind)", "改为 " + "、".join(kinds))
    return value


def _word(vocabulary: str, optional: bool = False) -> AfterValidator:
    def check(value: str, info: ValidationInfo) -> str:
        words = _model(info).vocabularies[vocabulary]
        if value not in words and not (optional and value == ""):
            raise refuse(f"“{value}”不是 {vocabulary} 的词 (unknown word)", "改为 " + "、".join(words))
        return value

    return AfterValidator(check)


def _roles(values: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    keys = {word.zh: key for key, word in _model(info).vocabularies["role"].items()}
    for value in values:
        if value not in keys:
            raise refuse(f"没有“{value}”这一角色 (unknown role)", "改为 " + "、".join(keys) + "；普通成员留空")
    return tuple(keys[value] for value in values)


def _point(value: str) -> str:
    moment = parse(value)
    if value and (moment is None or moment.year is None):
        raise refuse(f"“{value}”不是日期 (not a date)", "按所知的精度写成 2007、2007-06 或 2007-06-10，不知道就留空")
    return value


def _deadline(value: str) -> str:
    if value and parse(value) is None:
        raise refuse(
            f"“{value}”不是期限 (not a deadline)", "写成 2010、2011/2015（起止）或 P5Y（五年内），不知道就留空"
        )
    return value


def _number(value: object) -> object:
    if value == "":
        return None
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value):
            raise refuse(f"“{value}”不是数 (not a number)", "只写阿拉伯数字和小数点，单位写在 unit 列")
        return float(value) if "." in value else int(value)
    return value


def _count(value: int | float | None) -> int | None:
    if value is not None and (value <= 0 or isinstance(value, float)):
        raise refuse(f"“{value}”不是个数 (not a count)", "写正整数，不知道就留空")
    return value if value is None else int(value)


Text = Annotated[str, AfterValidator(_trimmed)]
Filled = Annotated[Text, AfterValidator(_filled)]
Name = Annotated[Filled, AfterValidator(_half_width)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_split), AfterValidator(_distinct)]
Roles = Annotated[tuple[str, ...], BeforeValidator(_split), AfterValidator(_distinct), AfterValidator(_roles)]
Point = Annotated[str, AfterValidator(_point)]
Number = Annotated[int | float | None, BeforeValidator(_number)]
Count = Annotated[Number, AfterValidator(_count)]


class BasedOn(BaseModel):
    """What every row says of its origin. `publisher` is empty where nobody in particular published it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source_title: Filled
    publisher: Annotated[str, _word("publisher", optional=True)]
    address: Text
    grade: Annotated[str, _word("grade")]

    @model_validator(mode="after")
    def _may_be_linked(self) -> BasedOn:
        if self.address and self.publisher not in LINKED:
            who = "、".join(LINKED)
            raise refuse(f"发布者不是 {who} 却有网址 (address not allowed)", "删去网址，只留标题", "address")
        if self.address and not re.match(r"https?://[^\s/]+\.[^\s]+$", self.address):
            raise refuse("网址不完整 (not an address)", "写出以 http:// 或 https:// 开头的完整网址", "address")
        if self.publisher == "copy" and "转载" not in self.source_title:
            raise refuse("转载没有在标题中注明 (copy not named so)", "在标题末尾写上“（转载 copy）”", "source_title")
        return self


class AllianceRow(BasedOn):
    """An alliance. `declared_members` is what a source says, `declared_comparator` how exactly it says it."""

    name: Name
    short_names: Names
    founded: Point
    field: Text
    region: Text
    level: Text
    batch: Text
    declared_comparator: Annotated[str, _word("comparator", optional=True)]
    declared_members: Count

    @model_validator(mode="after")
    def _counted(self) -> AllianceRow:
        if (self.declared_members is None) != (self.declared_comparator == ""):
            raise refuse("成员数与比较符缺一 (count and comparator go together)", "两格都填或都空", "declared_members")
        return self


class MembershipRow(BasedOn):
    """A member of an alliance. `roles` are written in Chinese in the table and read as keys of the model."""

    alliance: Name
    member: Name
    member_type: str
    roles: Roles
    state: Annotated[str, _word("state")]
    since: Point
    until: Point

    @model_validator(mode="after")
    def _in_order(self) -> MembershipRow:
        if self.member_type not in ("organization", "alliance"):
            raise refuse(f"没有“{self.member_type}”这种成员", "写 organization 或 alliance", "member_type")
        if self.until and self.state != "ended":
            raise refuse("有退出时间而状态不是 ended (until without end)", "改 state 或删去 until", "until")
        since, until = parse(self.since), parse(self.until)
        if since and until and since.sort_key > until.sort_key and not covers(since, until):
            raise refuse("退出早于加入 (until before since)", "核对两个日期", "until")
        return self


class OrganisationRow(BasedOn):
    """An organisation under the name it had at the time."""

    name: Name
    kind: Annotated[str, AfterValidator(_kind)]
    short_names: Names
    english_name: Text
    place: Text


class SuccessorRow(BasedOn):
    """An old name and the name after it."""

    old_name: Name
    new_name: Name
    kind: Annotated[str, _word("succession")]
    year: Point

    @model_validator(mode="after")
    def _moves_on(self) -> SuccessorRow:
        if self.old_name == self.new_name:
            raise refuse("前后是同一个名称 (succeeds itself)", "删去这一行或改正名称", "new_name")
        return self


class TargetRow(BasedOn):
    """A target of an alliance; without a value a qualitative one, and then without comparator and unit."""

    alliance: Name
    status: str
    subject: Filled
    metric: Filled
    comparator: Annotated[str, _word("comparator", optional=True)]
    value: Number
    value_max: Number
    unit: Text
    deadline: Annotated[str, AfterValidator(_deadline)]

    @model_validator(mode="after")
    def _amount(self) -> TargetRow:
        if self.status not in ("target", "expected"):
            raise refuse(f"目标的状态不能是“{self.status}” (status)", "写 target 或 expected", "status")
        if self.value is None and (self.comparator or self.value_max is not None or self.unit):
            raise refuse("没有数值却有比较符、上限或单位", "填 value，或把这几格清空（定性目标）", "value")
        if self.value is not None and not self.comparator:
            raise refuse("有数值而没有比较符 (comparator missing)", "填上比较符", "comparator")
        if self.value_max is not None and (self.comparator != "=" or self.value_max <= (self.value or 0)):
            raise refuse("区间不成立 (not a range)", "比较符写 =，value_max 大于 value", "value_max")
        if self.unit and unit_row(self.unit) is None:
            raise refuse(f"单位表中没有“{self.unit}” (unknown unit)", "改写单位，或在 graph/units.tsv 加一行", "unit")
        return self


class DateRow(BasedOn):
    """A dated step of an alliance; `step` is a date property of alliances in the model."""

    alliance: Name
    step: str
    date: Annotated[Filled, AfterValidator(_point)]

    @model_validator(mode="after")
    def _known_step(self, info: ValidationInfo) -> DateRow:
        properties = _model(info).nodes["Alliance"].properties
        steps = [name for name, item in properties.items() if item.type == "moment"]
        if self.step not in steps:
            raise refuse(f"没有“{self.step}”这一步骤 (unknown step)", "改为 " + "、".join(steps), "step")
        return self


TABLES: Mapping[str, type[BasedOn]] = {
    "alliances.csv": AllianceRow,
    "organisations.csv": OrganisationRow,
    "memberships.csv": MembershipRow,
    "successors.csv": SuccessorRow,
    "targets.csv": TargetRow,
    "dates.csv": DateRow,
}
