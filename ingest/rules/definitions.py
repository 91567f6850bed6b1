"""What a text defines: the concept's definition, and the scholars who gave one (Porter(1985)提出：竞争战略是指…).

Only concepts are defined here; what a charter says of its own alliance is an article (`clauses.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.finding import ClauseFound, Finding, Named, Relation, Value
from ingest.later import later
from ingest.marks import Mark, Reading, Ref
from ingest.rules.near import pieces
from ingest.rules.numbering import number_at
from ingest.words.people import name_lengths

_IS = later(
    r"(?P<gap>\([^()]{1,40}\)|，?(?:又称|简称|也称)[^，。]{1,12})?，?(?P<verb>是指|指的是|就是指|即指"
    r"|定义为|界定为|描述为|理解为|看作是?|视为|是一种|是(?=[^。；]{8,160}(?:组织|协议|协议安排|安排"
    r"|组织形式|形式|联合体|共同体|关系|模式|合作)(?:形式)?[。；”]*$))"
)
_PRONOUN = later(
    r"(?:(?:本办法|本意见|本规定|本细则|本通知|本文|这里)(?:所称|所指"
    r"|所说)的?)?(?:产业)?(?:技术)?(?:创新)?(?:战略)?联盟(?=\([^()]{1,20}\)|，?是指|，?指的是|是企业)"
)
_HINT = later(
    r"是指|指的是|就是指|即指|定义为|界定为|描述为|理解为|看作|视为|是一种|[)）](?:等人?)?(?:则|也|还|首先"
    r"|最早|较早)?(?:认为|提出|指出)"
)
_SAID = later(
    r"(?:\((?:(?P<latin>[A-Z][A-Za-z.\-' ]{1,30})[，,]?\s*)?(?P<year>(?:19|20)\d{2})年?\)|(?P<year2>(?:19"
    r"|20)\d{2})年)(?:等人?)?"
    r"(?:则|也|还|首先|最早|较早|在[^，。]{0,20}中)?(?:认为|提出|指出|强调|主张|将|把|对|给出|定义|界定)[^。；]{0,16}$"
)
_LATIN = later(r"[A-Z][A-Za-z.\-']+(?:\s?(?:&|and|和|与|、)?\s?[A-Z][A-Za-z.\-']+)*(?:等人?)?$")
_PROPOSED = later(
    r"(?:这一|的)?(?:概念|理论|术语|思想|说法)[^。；]{0,12}?由(?P<who>[^。；]{2,80}?)(?:首先|最早|首次"
    r"|共同)?(?:提出|给出|引入)"
)
_IN_BRACKETS = later(r"\((?P<name>[A-Z][A-Za-z.\-' ]{2,40})\)")
_AUTHORS = later(r"\s?(?:&|\band\b|和|与|、)\s?")


@dataclass(frozen=True)
class Definition:
    """`concept` is defined at `[start, end)` of the sentence, the definition itself begins at `body`."""

    concept: Ref
    start: int
    body: int
    end: int


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """Definitions as clauses and values, and who gave them."""
    concept: Ref | None = None
    for reading in pieces(readings):
        yield from _proposed(reading)
        concept = concept or next((mark.ref for mark in reading.of("Concept")), None)
        if not _HINT.search(reading.text) and not reading.of("Concept"):
            continue
        found = definition(reading, concept)
        if found is None:
            continue
        authors = list(_authors(reading, found))
        span = reading.span(found.start, found.end)
        heading = "" if authors else _heading(reading)
        # The article of a regulation that defines is a clause already.
        number = number_at(reading.text)
        if number is None or number.style != "article":
            yield ClauseFound(found.concept, "definition", "", heading, span, "definitions.clause", "high")
        if authors:
            yield from authors
        else:
            words = reading.text[found.body : found.end].rstrip('。；”"')
            yield Value(found.concept, "definition", words, span, "definitions.value", "high")


def _heading(reading: Reading) -> str:
    """The heading above, where it announces a definition."""
    section = reading.sentence.section
    text = re.sub(r"^[#\s]+", "", section.heading) if section else ""
    return text if re.search(r"定义|概念|含义|内涵", text) and len(text) <= 12 else ""


def definition(reading: Reading, main: Ref | None) -> Definition | None:
    """The concept that a sentence defines; `main` is what 联盟 means in a text about a concept."""
    text = reading.text
    for mark in reading.of("Concept"):
        verb = _IS.match(text, mark.end)
        if verb is not None and _may_define(text, mark, verb):
            return Definition(mark.ref, mark.start, verb.end(), len(text))
    pronoun = _PRONOUN.search(text)
    if pronoun is None or main is None or any(m.start <= pronoun.start() < m.end for m in reading.of("Alliance")):
        return None
    verb = _IS.match(text, pronoun.end())
    if verb is None:
        return None
    return Definition(main, pronoun.start(), verb.end(), len(text))


def _may_define(text: str, mark: Mark, verb: re.Match[str]) -> bool:
    """A bare 是 defines only at the head of its clause: 推动战略联盟是…组织 says something else."""
    if verb["verb"] not in ("是", "是一种"):
        return True
    ahead = text[: mark.start].rstrip('“"')
    return not ahead or ahead[-1] in "，。；：、" or ahead.endswith(("认为", "提出", "指出", "答：", "所谓"))


def _authors(reading: Reading, found: Definition) -> Iterator[Finding]:
    text = reading.text
    said = _SAID.search(text, 0, found.start)
    if said is None:
        return
    year = said["year"] or said["year2"]
    for start, end, name in _names_before(text, said.start(), said):
        person = Ref("Person", name)
        yield Named(person, reading.span(start, end), "definitions.author", "high")
        stretch = reading.span(start, found.end)
        yield Relation("DEFINES", person, found.concept, stretch, "definitions.author", "high", "year", year)


def _proposed(reading: Reading) -> Iterator[Finding]:
    """战略联盟的概念由A(J. Smith)和B(R. Jones)提出: they gave it, the words of their definition are not told."""
    mark = next(iter(reading.of("Concept")), None)
    match = _PROPOSED.search(reading.text, mark.end) if mark else None
    if mark is None or match is None:
        return
    for name in _IN_BRACKETS.finditer(reading.text, match.start(), match.end()):
        person = Ref("Person", name["name"])
        yield Named(person, reading.span(*name.span("name")), "definitions.proposed", "high")
        yield Relation(
            "DEFINES", person, mark.ref, reading.span(mark.start, match.end()), "definitions.proposed", "medium"
        )


def _names_before(text: str, end: int, said: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    latin = _LATIN.search(text, 0, end)
    if latin is not None:
        position = latin.start()
        for name in _AUTHORS.split(re.sub(r"等人?$", "", latin[0])):
            start = text.index(name, position)
            position = start + len(name)
            yield start, position, name
        return
    stop = len(re.sub(r"等人?$", "", text[:end]))
    lengths = [length for length in (4, 3, 2) if stop >= length and length in name_lengths(text, stop - length)]
    if said["latin"]:
        yield said.start("latin"), said.end("latin"), said["latin"].strip(" ,，")
    elif lengths:
        at_boundary = [n for n in lengths if stop == n or not "\u4e00" <= text[stop - n - 1] <= "\u9fff"]
        length = (at_boundary or lengths)[0]
        yield stop - length, stop, text[stop - length : stop]
