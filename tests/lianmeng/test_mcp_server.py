"""The Model Context Protocol server, asked by the protocol package's own client."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import jsonschema
import pytest
from mcp import Client, MCPError, StdioServerParameters, stdio_client
from mcp_types import TextContent

from graph.errors import StoreUnavailable
from graph.store.bolt import Store
from graph.store.python import module_command
from lianmeng.mcp_server import make_server
from queries.catalogue import load_catalogue

ALLIANCE, OTHER = "河岸钢铁产业技术创新战略联盟", "云岭茶叶产业技术创新战略联盟"
Run = Callable[..., Any]


class ReadOnly:
    """A store of which nothing but `read` is there."""

    def __init__(self, store: Store) -> None:
        self.read = store.read


def _talk(server: Any, scene: Callable[[Client], Awaitable[None]], mode: str = "auto") -> None:
    async def run() -> None:
        async with Client(server, mode=mode) as client:
            await scene(client)

    anyio.run(run)


def _answer(result: Any) -> dict[str, Any]:
    assert not result.is_error, result.content
    (content,) = result.content
    assert isinstance(content, TextContent)
    assert json.loads(content.text) == result.structured_content
    answer: dict[str, Any] = result.structured_content
    return answer


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_over_stdio_finds_and_asks_and_gets_the_quotes(
    lianmeng: Run, folder: Path, environment: dict[str, str], mode: str
) -> None:
    lianmeng("ingest", folder, "-q")
    command, *arguments = module_command("lianmeng", "mcp")
    server = stdio_client(StdioServerParameters(command=command, args=arguments, env=environment))

    async def scene(client: Client) -> None:
        assert client.server_info is not None
        assert client.server_info.name == "lianmeng"
        found = _answer(await client.call_tool("search", {"text": "dbdx"}))
        assert [(item["row"]["name"], item["row"]["reason"]) for item in found["items"]] == [("东北大学", "sound")]
        members = _answer(await client.call_tool("members", {"alliance": ALLIANCE, "kind": "university"}))
        assert {item["row"]["name"] for item in members["items"]} == {"北京科技大学", "东北大学"}
        text = (folder / "steel.md").read_text(encoding="utf-8")
        for item in (*found["items"], *members["items"]):
            assert item["evidence"]
            for quote in item["evidence"]:
                assert quote["source"] == "河岸钢铁联盟成立"
                assert text[quote["start"] : quote["end"]] == quote["quote"]

    _talk(server, scene, mode)


def test_every_tool_only_reads_and_keeps_its_schemas(lianmeng: Run, folder: Path, empty_store: Store) -> None:
    lianmeng("ingest", folder, "-q")

    async def scene(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"search", "profile", *load_catalogue()}
        examples: dict[str, dict[str, Any]] = {
            "search": {"text": "大学"}, "profile": {"name": ALLIANCE}, "fact_evidence": {"fact": "fc-" + "0" * 20},
        }  # fmt: skip
        real: dict[str, Any] = {
            "alliance": ALLIANCE, "organization": "东北大学", "first": ALLIANCE, "second": OTHER,
            "start": "东北大学", "end": "云南农业大学", "source": "河岸钢铁联盟成立", "subject": ALLIANCE,
        }  # fmt: skip
        for name, tool in tools.items():
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint
            assert tool.annotations.open_world_hint is False
            assert " / " in (tool.description or "")
            jsonschema.Draft202012Validator.check_schema(tool.input_schema)
            given = examples.get(name) or {key: real[key] for key in tool.input_schema["required"]}
            jsonschema.validate(given, tool.input_schema)
            answer = _answer(await client.call_tool(name, given))
            assert tool.output_schema is not None
            jsonschema.validate(answer, tool.output_schema)
            for item in answer.get("items", ()):
                assert item["evidence"] or item["row"]["id"].startswith("sr-"), (name, item)

    _talk(make_server(ReadOnly(empty_store)), scene)


def test_profile_is_cut_and_says_so(lianmeng: Run, folder: Path, empty_store: Store) -> None:
    lianmeng("ingest", folder, "-q")

    async def scene(client: Client) -> None:
        answer = _answer(await client.call_tool("profile", {"name": ALLIANCE, "limit": 1}))
        assert (answer["counts"]["members"], len(answer["relations"]["members"]), answer["cut"]) == (3, 1, True)
        assert any("first 1 of 3 members" in note for note in answer["notes"])
        assert all(item["evidence"] for items in answer["relations"].values() for item in items)
        whole = _answer(await client.call_tool("profile", {"name": "东北大学", "label": "Organization"}))
        assert (whole["label"], whole["cut"], whole["notes"]) == ("Organization", False, [])
        page = _answer(await client.call_tool("members", {"alliance": ALLIANCE, "limit": 1, "offset": 1}))
        assert (page["total"], page["offset"], page["cut"], len(page["items"])) == (3, 1, True, 1)
        some = _answer(await client.call_tool("search", {"text": "大学", "limit": 1}))
        assert (some["cut"], len(some["items"])) == (True, 1)

    _talk(make_server(ReadOnly(empty_store)), scene)


@pytest.mark.parametrize(
    ("tool", "given", "told"),
    [
        ("members", {"alliance": "没有的联盟"}, "没有名为"),
        ("members", {}, "缺少参数 alliance"),
        ("members", {"alliance": ALLIANCE, "kind": "factory"}, "kind=factory"),
        ("members", {"alliance": ALLIANCE, "colour": "red"}, "colour"),
        ("members", {"alliance": ALLIANCE, "limit": 101}, "limit=101"),
        ("members", {"alliance": ALLIANCE, "evidence": True}, "evidence=True"),
        ("alliances", {"offset": -1}, "offset=-1"),
        ("search", {}, "缺少参数 text"),
        ("search", {"text": "钢", "label": "Source"}, "label=Source"),
        ("search", {"text": "钢", "cypher": "MATCH (n) DELETE n"}, "cypher"),
        ("profile", {"name": 3}, "缺少参数 name"),
        ("fact_evidence", {"fact": ""}, "length"),
    ],
)
def test_what_is_wrong_is_told_to_the_model(empty_store: Store, tool: str, given: dict[str, Any], told: str) -> None:
    async def scene(client: Client) -> None:
        result = await client.call_tool(tool, given)
        assert result.is_error
        assert isinstance(result.content[0], TextContent)
        assert told in result.content[0].text

    _talk(make_server(ReadOnly(empty_store)), scene)


def test_nothing_found_explains_itself_and_an_unknown_tool_is_refused(empty_store: Store) -> None:
    async def scene(client: Client) -> None:
        found = _answer(await client.call_tool("search", {"text": "钢"}))
        assert (found["items"], found["notes"]) == ([], ["没有找到 (nothing found)"])
        assert "graph is empty" in _answer(await client.call_tool("alliances", {}))["notes"][-1]
        with pytest.raises(MCPError, match="unknown tool"):
            await client.call_tool("delete_everything", {})

    _talk(make_server(ReadOnly(empty_store)), scene)


def test_a_store_that_is_away_is_told_and_the_server_lives_on() -> None:
    class Away:
        def read(self, cypher: str, parameters: Any = None, *, limit_s: float | None = None) -> list[dict[str, Any]]:
            raise StoreUnavailable("图库没有应答")

    async def scene(client: Client) -> None:
        for _ in range(2):
            result = await client.call_tool("alliances", {})
            assert result.is_error
            assert isinstance(result.content[0], TextContent)
            assert result.content[0].text == "图库没有应答"

    _talk(make_server(Away()), scene)


def test_help_does_not_wait_for_the_protocol() -> None:
    code = (
        "import sys, lianmeng.command; print([name for name in ('mcp', 'mcp_types', 'anyio') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_it_ends_with_its_client_and_writes_nothing_else_to_the_stream(
    empty_store: Store, environment: dict[str, str]
) -> None:
    hello = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "0"}}
    line = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello})
    done = subprocess.run(
        module_command("lianmeng", "mcp"), input=f"{line}\n", env=environment, capture_output=True, encoding="utf-8",
        timeout=60,
    )  # fmt: skip
    assert [json.loads(text)["result"]["serverInfo"]["name"] for text in done.stdout.splitlines()] == ["lianmeng"]
    assert (done.returncode, done.stderr) == (0, "")
