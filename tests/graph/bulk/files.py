"""Bulk files made of sources, and read back with another reader than the tool's: as the lines of a dump."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.bulk.columns import SEPARATOR
from graph.bulk.write import bulk_files
from graph.facts import SourceFacts
from graph.model import Model


def write_all(folder: Path, model: Model, sources: Iterable[SourceFacts]) -> Path:
    """The bulk files of these sources in `folder`."""
    with bulk_files(folder, model) as spool:
        for facts in sources:
            spool.add(facts)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file by its name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def as_dump(folder: Path, model: Model) -> list[str]:
    """The lines of graph/store/dump.py for the graph that the files hold; ends that are no nodes are refused."""
    nodes: dict[str, list[tuple[list[str], dict[str, Any]]]] = {}
    edges: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for option in (folder / "import.args").read_text(encoding="utf-8").splitlines():
        what, _, rest = option.removeprefix("--").partition("=")
        if what not in ("nodes", "relationships"):
            continue
        names, _, file = rest.partition("=")
        for ends, row in _rows(folder / file):
            if what == "nodes":
                nodes.setdefault(names.split(":")[0], []).append((sorted(names.split(":")), row))
            else:
                edges.setdefault(names, []).append((ends[0], ends[1], row))
    for found in nodes.values():
        found.sort(key=lambda item: str(item[1]["id"]))
    return list(_lines(model, nodes, edges))


def _lines(model: Model, nodes: Mapping[str, Any], edges: Mapping[str, Any]) -> Iterator[str]:
    ((_, meta),) = nodes["Meta"]
    yield _line("graph", {"format": 1, "data_version": meta["data_version"], "edition": meta["edition"]})
    label_of: dict[str, str] = {}
    for label in model.nodes:
        for labels, row in nodes.get(label, []):
            assert row["id"] not in label_of
            label_of[row["id"]] = label
            yield _line("node", {"id": row["id"], "labels": labels, "properties": row})
    for type_, relation in model.relations.items():
        for wanted in relation.heads:
            for head, tail, row in sorted(edges.get(type_, []), key=lambda item: item[:2]):
                assert tail in label_of
                if label_of[head] == wanted:
                    yield _line("edge", {"type": type_, "head": head, "tail": tail, "properties": row})
    texts = {row["id"]: row["text"] for _, row in nodes.get("SourceText", [])}
    assert {(one, other) for one, other, _ in edges.get("HAS_TEXT", [])} == {(id_, id_) for id_ in texts}
    lies_in = {one: other for one, other, _ in edges.get("IN", [])}
    for _, source in nodes.get("Source", []):
        yield _line("source", source)
        yield _line("text", {"id": source["id"], "text": texts[source["id"]]})
        for _, row in nodes.get("Evidence", []):
            assert lies_in[row["id"]] == row["source"]
            if row["source"] == source["id"]:
                yield _line("evidence", row)


def _rows(path: Path) -> Iterator[tuple[list[str], dict[str, Any]]]:
    first, *records = _records(path.read_bytes().decode())
    columns = [str(cell).rsplit(":", 1) for cell in first]
    for record in records:
        ends: list[str] = []
        row: dict[str, Any] = {}
        for (name, type_), cell in zip(columns, record, strict=True):
            if "_ID(" in type_:
                ends.append(str(cell))
            elif cell is not None:
                row[name] = _value(type_, cell)
        yield ends, row


def _value(type_: str, cell: str) -> Any:
    if type_ == "string[]":
        return cell.split(SEPARATOR)
    if type_ == "boolean":
        return {"true": True, "false": False}[cell]
    return {"long": int, "double": float}.get(type_, str)(cell)


def _records(text: str) -> Iterator[list[str | None]]:
    """RFC 4180 with one thing more, as the tool has it: an empty cell without quotes is no value."""
    record: list[str | None] = []
    at = 0
    while at < len(text):
        found = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\n\r]*))([,\n])').match(text, at)
        assert found is not None, text[at : at + 80]
        quoted, bare, end = found.groups()
        record.append(quoted.replace('""', '"') if quoted is not None else bare or None)
        at = found.end()
        if end == "\n":
            yield record
            record = []


def _line(what: str, content: Mapping[str, object]) -> str:
    return json.dumps({"what": what, **content}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
