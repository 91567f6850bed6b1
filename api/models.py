"""The shapes of the answers, with their descriptions in both languages.

Rows of a question are made from the catalogue's columns (`row_model`), so that a new question is documented by its
file alone; the profiles are in `api.profiles`.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from queries.catalogue import Column, Question


class Model(BaseModel):
    """Base of all answers: what is not described is not sent."""

    model_config = ConfigDict(extra="forbid")


class EvidenceSource(Model):
    """来源 / The source of a piece of evidence."""

    id: str = Field(description="来源编号 / id of the source", examples=["sr-8f3a38340ad992b40865"])
    title: str | None = Field(description="标题 / title")
    origin: str | None = Field(description="来历：original 原件，compiled 本项目编写 / origin")
    based_on: list[str] = Field(description="编写所依据的原始来源 / what a compiled source is based on")
    publisher: str | None = Field(description="发布者 / publisher")
    date: str | None = Field(description="日期 / date")
    address: str | None = Field(description="地址 / address")


class Evidence(Model):
    """证据 / The characters of a source that say a fact."""

    id: str = Field(description="证据编号 / id", examples=["ev-89814fcd7b00fbc9f35b"])
    fact: str = Field(description="事实编号 / id of the fact, for /facts/{fact}", examples=["fc-30310bf665f73a910054"])
    slot: str = Field(description="所定之处（关系、值或实体的编号） / what is decided together")
    property: str | None = Field(description="属性 / property")
    value: str | None = Field(description="所说的值 / the value said")
    quote: str = Field(description="引文，即原文 [start, end) 处的字 / the characters [start, end) of the text")
    start: int = Field(description="起，按 Unicode 码点 / start, in code points")
    end: int = Field(description="止（不含） / end, exclusive")
    sentence_start: int = Field(description="句起 / start of the sentence")
    sentence_end: int = Field(description="句止 / end of the sentence")
    also: list[str] = Field(description="另见的区间 / spans elsewhere, as start-end")
    rule: str = Field(description="得出它的规则 / the rule that found it")
    grade: str = Field(description="把握：high medium low / grade")
    source: EvidenceSource = Field(description="来源 / source")


class LookedAt(Model):
    """查看范围 / What the answer rests on."""

    alliances: int = Field(description="查看了几个联盟 / alliances looked at", examples=[4])
    open_lists: int = Field(description="其中成员名单不全的 / of these, with open member lists", examples=[1])
    undeclared: int = Field(description="其中没有说明成员总数的 / of these, with no declared number", examples=[0])
    edition: str = Field(description="版次：same 一致，mixed 混合 / edition of the sources", examples=["same"])
    data_version: str = Field(description="数据版本 / data version")


class Thing(Model):
    """事物 / A thing by its id and name."""

    id: str = Field(description="编号 / id", examples=["og-ea268181cc078486377c"])
    label: str = Field(description="类型 / label", examples=["Organization"])
    name: str = Field(description="名称 / name")
    kind: str | None = Field(description="机构类别 / kind of organisation", examples=["university"])


class Hit(Thing):
    """搜索结果 / A hit of a search."""

    reason: str = Field(
        description="原因：id name alias former_name spelling part short text sound near / why it was found",
        examples=["alias"],
    )
    reason_text: str = Field(description="原因说明 / the reason in words", examples=["别名: 哈工大 (alias)"])


class Hits(Model):
    """搜索结果 / Hits of a search, best first."""

    q: str = Field(description="所搜的字 / what was searched")
    items: list[Hit] = Field(description="结果 / hits")
    cut: bool = Field(description="是否还有更多 / whether there may be more")
    notes: list[str] = Field(description="说明 / notes")


class FacetValue(Model):
    """分面的一个值 / A value of a facet."""

    value: str | int | float = Field(description="值 / value")
    count: int = Field(description="条数 / rows with it")


class Listing(Model):
    """列表 / A page of a list."""

    total: int = Field(description="总数 / how many there are in all", examples=[4])
    offset: int = Field(description="从第几条起（0 为首） / offset", examples=[0])
    limit: int = Field(description="本页最多几条 / limit", examples=[50])
    cut: bool = Field(description="后面是否还有 / whether more follow")
    next: str | None = Field(description="下一页的相对地址 / relative address of the next page")
    notes: list[str] = Field(description="说明 / notes for people")
    looked_at: LookedAt | None = Field(description="查看范围 / what the answer rests on")
    facets: dict[str, list[FacetValue]] | None = Field(
        default=None, description="分面计数，要求 facets=1 时才有 / counts by value, when asked for by facets=1"
    )


class Problem(BaseModel):
    """问题 / An error (RFC 9457)."""

    type: str = Field(description="问题类型的地址 / address of the kind of problem", examples=["/problems/not-found"])
    title: str = Field(description="英文标题 / English title", examples=["Not found"])
    status: int = Field(description="HTTP 状态 / status", examples=[404])
    detail: str = Field(description="问了什么、为什么失败、怎么办 / what was asked, why it failed, what to do")
    instance: str | None = Field(default=None, description="所问的地址 / what was asked")
    parameter: str | None = Field(default=None, description="哪个参数 / which parameter")
    near: list[str] | None = Field(default=None, description="相近的名称 / near names")


class Ready(Model):
    """就绪 / Readiness."""

    status: str = Field(description="ready / ready", examples=["ready"])
    edition: str = Field(description="版次：same 或 mixed / edition", examples=["same"])
    data_version: str = Field(description="数据版本 / data version")
    alliances: int = Field(description="联盟数 / alliances", examples=[4])


class ParameterInfo(Model):
    """参数 / A parameter of a question."""

    name: str = Field(description="名称 / name")
    type: str = Field(description="类型 / type")
    zh: str = Field(description="中文说明 / in Chinese")
    en: str = Field(description="英文说明 / in English")
    required: bool = Field(description="是否必填 / required")
    default: Any = Field(description="默认值 / default")
    low: float | None = Field(description="下界 / lower bound")
    high: float | None = Field(description="上界 / upper bound")
    choices: list[str] = Field(description="可选的词 / choices")


class ColumnInfo(Model):
    """列 / A column of an answer."""

    name: str = Field(description="名称 / name")
    type: str = Field(description="类型 / type")
    zh: str = Field(description="中文说明 / in Chinese")
    en: str = Field(description="英文说明 / in English")


class QuestionInfo(Model):
    """问题 / A question of the catalogue."""

    name: str = Field(description="名称 / name", examples=["shared_memberships"])
    title_zh: str = Field(description="中文标题 / title in Chinese")
    title_en: str = Field(description="英文标题 / title in English")
    parameters: list[ParameterInfo] = Field(description="参数 / parameters")
    columns: list[ColumnInfo] = Field(description="列 / columns")
    example: str = Field(description="示例地址 / relative address of the example")


class Questions(Model):
    """问题目录 / The catalogue."""

    items: list[QuestionInfo] = Field(description="问题 / questions")


_TYPES: dict[str, Any] = {
    "string": str, "integer": int, "number": float, "boolean": bool, "list": list[str], "rows": list[dict[str, Any]],
}  # fmt: skip


def row_model(question: Question) -> type[BaseModel]:
    """The model of one row of a question."""
    name = "".join(part.capitalize() for part in question.name.split("_"))
    fields: dict[str, Any] = {
        column.name: _field(f"{name}{column.name.capitalize()}", column) for column in question.columns
    }
    return create_model(f"{name}Row", __base__=Model, __doc__=f"{question.title_zh} / {question.title_en}", **fields)


def page_model(question: Question) -> type[BaseModel]:
    """The model of a page of a question's rows. Make it once: two of one name would both be documented."""
    row = row_model(question)
    items = (list[row], Field(description="各条 / rows"))  # type: ignore[valid-type]
    return create_model(row.__name__.removesuffix("Row") + "Page", __base__=Listing, items=items)


def _field(name: str, column: Column) -> tuple[Any, Any]:
    described = Field(description=f"{column.zh} / {column.en}")
    type_ = _TYPES[column.type]
    if column.type == "rows":
        inner: dict[str, Any] = {key: (_TYPES[kind] | None, ...) for key, kind in column.fields}
        type_ = list[create_model(name, __base__=Model, **inner)]  # type: ignore[misc]
    return (type_ if column.type in ("list", "rows") else type_ | None), described
