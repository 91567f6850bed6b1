"""docs/model.md is what the model says today."""

from __future__ import annotations

from pathlib import Path

from graph.model import load_model
from graph.reference import PAGE, page

ROOT = Path(__file__).parents[2]
MODEL = load_model()


def test_the_page_is_in_step() -> None:
    said = (ROOT / PAGE).read_text(encoding="utf-8")
    assert said == page(MODEL), "python -m graph.reference"


def test_everything_in_the_model_has_its_place() -> None:
    text = page(MODEL)
    names = [*MODEL.nodes, *MODEL.relations, *MODEL.kinds, *MODEL.bookkeeping, *MODEL.vocabularies]
    names += [name for node in MODEL.nodes.values() for name in node.properties]
    names += [word for words in MODEL.vocabularies.values() for word in words]
    assert [name for name in names if f"`{name}`" not in text] == []
