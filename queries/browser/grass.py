"""The style sheet (GraSS) for Neo4j Browser: colours and captions out of the model, sizes by what a node is.

Browser applies the rules of all labels of a node from top to bottom, so the kinds stand below `Organization`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from graph.model import Model

# Selector (`node.Alliance`) to its properties.
Rules: TypeAlias = dict[str, dict[str, str]]

# Diameters in pixels: alliances stand out, evidence stays small beside what it proves.
_DIAMETER = 50
_DIAMETERS: Mapping[str, int] = {
    "Alliance": 90, "Organization": 56, "Project": 64, "Target": 70, "Figure": 70, "Technology": 56, "Person": 46,
    "Policy": 60, "Place": 46, "Concept": 64, "Clause": 46, "Source": 56, "SourceText": 30, "Evidence": 36, "Meta": 30,
}  # fmt: skip
_KIND_DIAMETERS: Mapping[str, int] = {"university": 66, "institute": 66, "company": 60}
# A number says more than the bare metric. Browser leaves out what a node has not, and breaks lines at spaces only.
_CAPTIONS: Mapping[str, str] = {
    "Alliance": "{name}",
    "Target": "{subject} {metric} {comparator}{value}{unit}",
    "Figure": "{subject} {metric} {comparator}{value}{unit}",
}
_PLAIN_NODE: Mapping[str, str] = {
    "diameter": f"{_DIAMETER}px", "color": "#bdc3c7", "border-color": "#95a0a6", "border-width": "2px",
    "text-color-internal": "#000000", "font-size": "10px",
}  # fmt: skip
_PLAIN_RELATION: Mapping[str, str] = {
    "color": "#a5abb6", "shaft-width": "1px", "font-size": "9px", "padding": "3px", "text-color-external": "#000000",
    "text-color-internal": "#ffffff", "caption": "<type>",
}  # fmt: skip
_BOOKKEEPING_RELATIONS: Mapping[str, str] = {"IN": "出自", "HAS_TEXT": "全文"}
_DARKER = 0.8


def rules(model: Model) -> Rules:
    """Every rule of the sheet, in order; the form in which Browser keeps a style (`neo4j.grass`)."""
    made: Rules = {"node": dict(_PLAIN_NODE), "relationship": dict(_PLAIN_RELATION)}
    for node in model.nodes.values():
        made[f"node.{node.label}"] = _node(node.label, node.colour, node.caption)
    for kept in model.bookkeeping.values():
        made[f"node.{kept.label}"] = _node(kept.label, kept.colour, kept.caption)
    for kind in model.kinds.values():
        size = _KIND_DIAMETERS.get(kind.key, _DIAMETERS["Organization"])
        made[f"node.{kind.label}"] = _look(kind.colour, size) | {"caption": "{name}"}
    for relation in model.relations.values():
        made[f"relationship.{relation.type}"] = {"caption": relation.zh}
    for type_, caption in _BOOKKEEPING_RELATIONS.items():
        made[f"relationship.{type_}"] = {"caption": caption}
    return made


def style_sheet(model: Model) -> str:
    """The sheet as text, for `:style`."""
    return "\n".join(_lines(rules(model)))


def _lines(made: Rules) -> Iterator[str]:
    for selector, properties in made.items():
        yield f"{selector} {{"
        for name, value in properties.items():
            yield f'  {name}: "{value}";' if name == "caption" else f"  {name}: {value};"
        yield "}"
        yield ""


def _node(label: str, colour: str, caption: str) -> dict[str, str]:
    written = _CAPTIONS.get(label, f"{{{caption}}}")
    return _look(colour, _DIAMETERS.get(label, _DIAMETER)) | {"caption": written}


def _look(colour: str, diameter: int) -> dict[str, str]:
    return {
        "color": colour,
        "border-color": _darker(colour),
        "text-color-internal": _readable_on(colour),
        "diameter": f"{diameter}px",
    }


def _darker(colour: str) -> str:
    return "#" + "".join(f"{round(part * _DARKER):02x}" for part in _parts(colour))


def _readable_on(colour: str) -> str:
    """White or black, whichever contrasts more (WCAG 2, section 1.4.3): at least 4.5 on any colour."""
    light = _luminance(colour) + 0.05
    return "#ffffff" if 1.05 / light >= light / 0.05 else "#000000"


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
              for part in (whole / 255 for whole in _parts(colour))]  # fmt: skip
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
