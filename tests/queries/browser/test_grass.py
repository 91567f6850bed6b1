"""The style sheet: every label and relation of the model, kinds below their primary label, readable captions."""

from __future__ import annotations

import re

import pytest

from graph.model import Model
from queries.browser.grass import rules, style_sheet


def _contrast(colour: str, other: str) -> float:
    def luminance(text: str) -> float:
        parts = [int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(colour), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_label_has_the_colour_of_the_model(model: Model) -> None:
    made = rules(model)
    wanted = {f"node.{item.label}": item.colour for item in model.nodes.values()}
    wanted |= {f"node.{item.label}": item.colour for item in model.bookkeeping.values()}
    wanted |= {f"node.{item.label}": item.colour for item in model.kinds.values()}
    assert {selector: made[selector]["color"] for selector in wanted} == wanted


def test_every_relation_is_captioned_in_chinese(model: Model) -> None:
    made = rules(model)
    captions = {
        relation.type: made[f"relationship.{relation.type}"]["caption"] for relation in model.relations.values()
    }
    assert captions == {relation.type: relation.zh for relation in model.relations.values()}


def test_a_caption_uses_properties_that_the_label_has(model: Model) -> None:
    made = rules(model)
    for node in model.nodes.values():
        used = re.findall(r"\{(\w+)\}", made[f"node.{node.label}"]["caption"])
        assert used
        assert set(used) <= set(node.properties)


def test_kinds_stand_below_their_primary_label(model: Model) -> None:
    order = list(rules(model))
    first = min(order.index(f"node.{kind.label}") for kind in model.kinds.values())
    assert order.index("node.Organization") < first


def test_captions_can_be_read_on_their_colour(model: Model) -> None:
    for selector, look in rules(model).items():
        if selector.startswith("node."):
            assert _contrast(look["color"], look["text-color-internal"]) >= 4.5, selector


@pytest.mark.parametrize("selector", ["node.Alliance", "node.University", "relationship.MEMBER_OF"])
def test_the_sheet_holds_a_block_for_a_rule(model: Model, selector: str) -> None:
    look = rules(model)[selector]
    block = re.search(re.escape(selector) + r" \{\n(.*?)\n\}", style_sheet(model), re.DOTALL)
    assert block is not None
    lines = [line.strip().rstrip(";").partition(": ") for line in block[1].splitlines()]
    assert {name: value.strip('"') for name, _, value in lines} == look


def test_alliances_are_largest_and_evidence_small(model: Model) -> None:
    made = rules(model)
    sizes = {
        selector: int(look["diameter"].removesuffix("px")) for selector, look in made.items() if "diameter" in look
    }
    assert max(sizes, key=lambda selector: sizes[selector]) == "node.Alliance"
    assert sizes["node.Evidence"] < sizes["node.Organization"] < sizes["node.University"]
