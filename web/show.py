"""Values in the reader's language: keys by the model's words, dates and quantities as people write them.

Names and quotes stay as they are and are marked as Chinese by the templates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.moment import Moment, parse
from queries.catalogue import Column, Parameter, shipped_model
from queries.facts import label_of
from queries.find import looks_like_id
from queries.wording import word
from web.words import Language, say

_SIGNS = {"=": "", ">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "≈ ", "+=": "+", "-=": "−"}
_LENGTHS = {"Y": "year", "M": "month", "D": "day"}
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Show:
    """How values are shown in one language."""

    language: Language

    def say(self, key: str, **values: object) -> str:
        """The interface's words."""
        return say(self.language, key, **values)

    def term(self, term: Any) -> str:
        """Either name of anything that has two (`zh`, `en`)."""
        return str(term.zh if self.language == "zh" else term.en)

    def label(self, label: str) -> str:
        """A label's name."""
        model = shipped_model()
        return self.term(model.nodes[label] if label in model.nodes else model.bookkeeping[label])

    def kind(self, key: str | None) -> str:
        """A kind of organisation."""
        kinds = shipped_model().kinds
        return self.term(kinds[key]) if key is not None and key in kinds else ""

    def thing(self, label: str, kind: str | None) -> str:
        """What a thing is, in one word: its kind where it is an organisation, else its label."""
        return (self.kind(kind) if label == "Organization" else "") or self.label(label)

    def relation(self, type_: str, outgoing: bool = True) -> str:
        """A relation's name, read from the head or (not `outgoing`) from the tail."""
        relation = shipped_model().relations[type_]
        return self.term(relation if outgoing else relation.reverse)

    def property(self, label: str, name: str) -> str:
        """A property's name."""
        return self.term(shipped_model().nodes[label].properties[name])

    def property_of(self, type_: str, id_: str, name: str) -> str:
        """The name of a property of the relation `type_`, or (VALUE) of the thing with that id."""
        model = shipped_model()
        owner = model.relations[type_].properties if type_ in model.relations else model.nodes[label_of(id_)].properties
        return self.term(owner[name])

    def title(self, question: Any) -> str:
        """A question's title."""
        return str(question.title_zh if self.language == "zh" else question.title_en)

    def heading(self, item: Column | Parameter) -> str:
        """A column's or a parameter's name."""
        return self.term(item)

    def value(self, name: str, value: Any) -> str:
        """A plain value of the property or column `name` in words."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        if isinstance(value, int | float):
            return self.number(value)
        if isinstance(value, list | tuple):
            return self.say("list_comma").join(self.value(name, item) for item in value)
        if name == "metric" and value == "member_count":
            return self.say("member_count")
        if name == "comparator":
            return _SIGNS.get(value, value).strip() or "="
        known = word(name, str(value), self.language)
        if known is not None:
            return known
        moment = parse(str(value)) if name in _MOMENTS else None
        return self.moment(moment) if moment else str(value)

    def number(self, value: int | float) -> str:
        """A number with its thousands apart."""
        return f"{value:,}".replace(",", "\u202f") if isinstance(value, int) else f"{value:g}"

    def moment(self, moment: Moment) -> str:
        """A date at its precision."""
        if moment.precision == "duration":
            lengths = [part.strip("PYMD") for part in moment.text.split("/")]
            return self.say(f"within_{_LENGTHS[moment.text[-1]]}s", n="–".join(lengths))
        return moment.text.replace("/", "–")

    def quantity(self, row: Mapping[str, Any]) -> str:
        """Comparator, value (or range) and unit as written; empty for a target without a value."""
        value = row.get("value") if row.get("value") is not None else row.get("norm_value")
        if value is None:
            return ""
        most = row.get("value_max") if row.get("value") is not None else row.get("norm_value_max")
        unit = row.get("unit") if row.get("value") is not None else row.get("norm_unit")
        number = self.number(value) + (f"–{self.number(most)}" if most is not None else "")
        return f"{_SIGNS.get(str(row.get('comparator') or '='), '')}{number} {unit or ''}".strip()

    def is_text(self, value: Any) -> bool:
        """Whether a shown value holds Chinese characters, so that it is to be marked as Chinese."""
        return bool(_HAN.search(str(value)))


_MOMENTS = frozenset({
    "founded", "approved", "recognised", "pilot_started", "registered", "planned", "since", "until", "year", "deadline",
})  # fmt: skip


def page_of(id_: str) -> str:
    """The address of the page of a thing, a source or a fact."""
    if id_.startswith("sr-"):
        return f"/source/{id_}"
    if id_.startswith("fc-"):
        return f"/fact/{id_}"
    return f"/{label_of(id_).lower()}/{id_}" if looks_like_id(id_) else "/find"
