"""Every hand-marked file must stand on its text: spans inside it, names that are really there, words of the model.

A mark that points one character too far would be counted as an error of the program. How well extraction does against
these marks is measured elsewhere.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.model import Model, load_model

GOLD = Path(__file__).parent
FILES = sorted(path for path in GOLD.rglob("*.json") if path.parent != GOLD)
LISTS = ("entities", "relations", "values", "targets", "figures", "counts", "clauses")
PLAIN_TYPES = {"Alliance", "Project", "Technology", "Person", "Policy", "Place", "Concept"}


def read(path: Path) -> tuple[dict[str, Any], str]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    raw = (path.parent / gold["source"]["text"]).read_bytes()
    return gold, raw.decode("utf-8-sig")


def items(gold: dict[str, Any], *lists: str) -> Iterator[dict[str, Any]]:
    for name in lists:
        yield from gold.get(name, [])


def flat(text: str) -> str:
    """A name broken by a line break, markup or forum noise is the same name, and so is one in wide brackets."""
    return re.sub(r"\s|<[^<>]*>|﹡", "", text).replace("（", "(").replace("）", ")")


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


def test_gold_files_exist() -> None:
    assert any(path.parent.name == "seed" for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
class TestGoldFile:
    def test_describes_its_text(self, path: Path) -> None:
        gold, text = read(path)
        source = gold["source"]
        assert source["characters"] == len(text)
        assert source["sha256"] == hashlib.sha256((path.parent / source["text"]).read_bytes()).hexdigest()
        assert set(gold) == {"source", *LISTS}

    def test_spans_lie_in_the_text(self, path: Path) -> None:
        gold, text = read(path)
        spans = [span for entity in gold["entities"] for span in entity["mentions"]]
        for item in items(gold, *LISTS[1:]):
            assert item["evidence"], item
            spans += item["evidence"]
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]

    def test_names_stand_in_the_text(self, path: Path) -> None:
        gold, text = read(path)
        for entity in gold["entities"]:
            surfaces = {flat(text[start:end]) for start, end in entity["mentions"]}
            name = flat(entity["name"])
            # 水泵、阀门等4家联盟 share one ending, 中科院A和B研究所 both ends: the surface is then a part of the name.
            assert name in surfaces or any(surface in name for surface in surfaces), entity
            for alias in entity["aliases"]:
                assert any(flat(alias) in surface for surface in surfaces), entity

    def test_ids_resolve(self, path: Path) -> None:
        gold, _ = read(path)
        ids = [entity["id"] for entity in gold["entities"]]
        assert len(set(ids)) == len(ids)
        for item in items(gold, *LISTS[1:]):
            for key in ("head", "tail", "entity", "holder", "alliance", "concept"):
                assert key not in item or item[key] in ids, item

    def test_no_edge_is_marked_twice(self, path: Path) -> None:
        gold, _ = read(path)
        edges = [(item["type"], item["head"], item["tail"]) for item in gold["relations"]]
        assert len(set(edges)) == len(edges)

    def test_speaks_the_words_of_the_model(self, path: Path, model: Model) -> None:
        gold, _ = read(path)
        words = model.vocabularies
        kind_labels = {kind.label for kind in model.kinds.values()}
        types = {entity["id"]: entity["type"] for entity in gold["entities"]}
        assert gold["source"]["genre"] in words["genre"]
        assert set(types.values()) <= PLAIN_TYPES | kind_labels
        primary = {id_: "Organization" if type_ in kind_labels else type_ for id_, type_ in types.items()}
        for item in gold["relations"]:
            relation = model.relations[item["type"]]
            # What the model has no place for (a committee of an alliance) may be marked, but must not be asked for.
            assert item["optional"] or primary[item["head"]] in relation.heads, item
            assert item["optional"] or primary[item["tail"]] in relation.tails, item
            assert item["state"] is None or item["state"] in words["state"], item
            roles = words["guide_role"] if item["type"] == "GUIDES" else words["role"]
            assert set(item["roles"]) <= set(roles), item
        for item in items(gold, "targets", "figures"):
            assert item["status"] in words["status"], item
            assert item["comparator"] is None or item["comparator"] in words["comparator"], item
            assert (item["value"] is None) == (item["comparator"] is None), item
        for item in gold["counts"]:
            assert item["kind"] in words["count_kind"] or item["kind"] in model.kinds, item
            assert item["named"] is None or item["named"] <= len(types), item
        for item in gold["clauses"]:
            assert item["kind"] in words["clause_kind"], item
