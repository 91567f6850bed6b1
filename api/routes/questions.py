"""The named questions: the catalogue itself, and one address for each question, documented from its file alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel

from api.answers import answer_to, as_json, moved
from api.depends import Service
from api.models import Problem, Questions, page_model
from graph.settings import Settings
from queries.catalogue import Parameter, Question, load_catalogue, question_named

PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "description": text, "content": {"application/problem+json": {}}}
    for code, text in (
        (404, "没有 / not found"), (422, "参数不可用 / parameter not usable"), (503, "图库不在 / store unavailable"),
    )
}  # fmt: skip
# Of answers that go by the data version (api.answers.send).
KEPT: dict[int | str, dict[str, Any]] = {304: {"description": "数据未变 / the data is as it was"}, **PROBLEMS}
MOVED: dict[int | str, dict[str, Any]] = {307: {"description": "名称或别名，转到编号 / a name or an alias"}}
TABLE = {"text/csv": {"schema": {"type": "string"}}}
_SCHEMA = {"integer": "integer", "number": "number", "amount": "number", "boolean": "boolean"}

Id = Annotated[
    str, Path(description="编号、名称或别名；名称会被重定向到编号 / id, name or alias; a name redirects to the id")
]
Form = Annotated[Literal["json", "csv"] | None, Query(description="格式 / format")]
Excel = Annotated[bool, Query(description="CSV 供电子表格用 / CSV for spreadsheets")]
Fields = Annotated[str | None, Query(description="只要这些部分，以逗号分隔 / only these parts, by commas")]
Shapes = Mapping[str, type[BaseModel]]


def shapes() -> Shapes:
    """The model of each question's page, made once for an application."""
    return {name: page_model(question) for name, question in load_catalogue().items()}


def routes(service: Service, pages: Shapes) -> APIRouter:
    """`/questions` and `/questions/{name}`."""
    router = APIRouter(tags=["问题 questions"])

    @router.get("/questions", summary="问题目录 / the catalogue", response_model=Questions, responses=PROBLEMS)
    def catalogue() -> Response:
        body, media_type = as_json({"items": [described(question) for question in load_catalogue().values()]})
        return Response(body, media_type=media_type)

    for question in load_catalogue().values():
        add(router, service, pages, f"/questions/{question.name}", question)

    @router.get("/questions/{name}", include_in_schema=False)
    def unknown(name: str) -> Response:
        question_named(name)
        raise AssertionError(name)

    return router


def add(
    router: APIRouter, service: Service, pages: Shapes, path: str, question: Question, *,
    label: str | None = None, parameter: str | None = None,
) -> None:  # fmt: skip
    """Answers the question at `path`, also with the endings `.json` and `.csv`.

    A path with `{id}` gives `parameter`; when it holds a name of a thing of `label`, it redirects to the id.
    """

    def endpoint(request: Request) -> Response:
        named = request.path_params.get("id")
        if named is None or label is None or parameter is None:
            return answer_to(request, service, question)
        elsewhere = moved(request, service, label, named)
        return elsewhere or answer_to(request, service, question, {parameter: named})

    for ending in (".json", ".csv"):
        router.add_api_route(path + ending, endpoint, methods=["GET"], include_in_schema=False, response_model=None)
    router.add_api_route(
        path,
        endpoint,
        methods=["GET"],
        name=path,
        summary=f"{question.title_zh} / {question.title_en}",
        response_model=None,
        responses={
            200: {"model": pages[question.name], "description": "一页 / a page", "content": TABLE},
            **KEPT,
            **(MOVED if label else {}),
        },
        openapi_extra={"parameters": _documented(question, label, parameter, service.settings)},
    )


def described(question: Question) -> dict[str, Any]:
    """The shape of `models.QuestionInfo`."""
    given = {key: value for key, value in question.example.items() if value is not None}
    return {
        "name": question.name,
        "title_zh": question.title_zh,
        "title_en": question.title_en,
        "parameters": [
            {"name": item.name, "type": item.type, "zh": item.zh, "en": item.en, "required": item.required,
             "default": item.default, "low": item.low, "high": item.high, "choices": list(item.choices)}
            for item in question.parameters
        ],
        "columns": [{"name": item.name, "type": item.type, "zh": item.zh, "en": item.en} for item in question.columns],
        "example": f"questions/{question.name}" + (f"?{urlencode(given)}" if given else ""),
    }  # fmt: skip


def _documented(
    question: Question, label: str | None, parameter: str | None, settings: Settings
) -> list[dict[str, Any]]:
    found = []
    for item in question.parameters:
        if item.name == parameter:
            text = "编号、名称或别名；名称会被重定向到编号 / id, name or alias; a name redirects to the id"
            found.append({"name": "id", "in": "path", "required": True, "description": text,
                          "schema": {"type": "string"}, "example": question.example.get(item.name)})  # fmt: skip
        else:
            found.append(_query(item, question.example.get(item.name)))
    if question.paged:
        found += [
            _plain(
                "limit",
                "每页条数 / rows a page",
                {"type": "integer", "minimum": 1, "maximum": settings.page_limit, "default": settings.page_size},
            ),
            _plain(
                "offset", "从第几条起 / offset", {"type": "integer", "minimum": 0, "maximum": settings.offset_limit}
            ),
            _plain("cursor", "上一页给出的游标 / cursor from the page before", {"type": "string"}),
        ]
    if question.facets:
        found.append(_plain("facets", "附分面计数 / with facets", {"type": "string", "enum": ["0", "1"]}))
    found.append(_plain("fields", "只要这些列，以逗号分隔 / only these columns", {"type": "string"}))
    found.append(_plain("format", "格式 / format", {"type": "string", "enum": ["json", "csv"]}))
    return [*found, _plain("excel", "CSV 供电子表格用 / CSV for spreadsheets", {"type": "string", "enum": ["0", "1"]})]


def _query(item: Parameter, example: Any) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": _SCHEMA.get(item.type, "string")}
    if item.choices:
        schema["enum"] = list(item.choices)
    if item.low is not None and item.high is not None:
        schema |= {"minimum": item.low, "maximum": item.high}
    if item.default is not None:
        schema["default"] = item.default
    found = _plain(item.name, f"{item.zh} / {item.en}", schema) | {"required": item.required}
    return found if example is None else found | {"example": example}


def _plain(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
