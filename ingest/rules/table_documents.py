"""A csv or xlsx file of members → its extraction, row by row instead of sentence by sentence.

Nothing is joined or left out here, as prose would be: the tidied text is the text with its characters folded one for
one, and each row is a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from graph.errors import TableError
from graph.facts import Span
from ingest.coreference import Names
from ingest.entities import collect
from ingest.extraction import Extraction
from ingest.finding import Finding, Named, Relation, Value
from ingest.later import later
from ingest.marks import Context, Reading, Ref
from ingest.read.table_rows import Row, read_rows
from ingest.rules.columns import meanings
from ingest.rules.tables import ABOUT_MEMBERS, RULE, MemberTable, TableCell, TableRow
from ingest.source import Document
from ingest.words.sentences import Sentence
from ingest.words.tidy import Tidied, fold

_DELIMITERS = (",", "\t", ";", "；", "|")
_ABOVE_HEADER = 6
_SHORT_NAME = later(
    r"(?:^|[：、\s\d《“])(?:关于|公布|附件)*(?P<name>[\u4e00-\u9fffA-Za-z]{2,20}(?:联盟|联合体|产教融合共同体))[”》]?"
    r"(?:首批|第[一二三四五六七八九十]届)?(?:成员|会员|理事|盟员|名单|名录|单位|发起)"
)

FindAlliance = Callable[[str], tuple[int, int, str] | None]


def table_extraction(
    document: Document, kind_of: Callable[[str], str], find_alliance: FindAlliance
) -> Extraction | None:
    """What a member table says; None when the document is no such table.

    `kind_of` gives the kind key of an organisation's name, `find_alliance` the place and name of the alliance in a
    title (all of which may come from the tables of words).
    """
    rows = _member_rows(document)
    if rows is None:
        return None
    folded = fold(document.text)
    tidied = Tidied(folded, (0,), (0,))
    readings = tuple(_reading(number, row, folded) for number, row in enumerate(rows))
    findings = list(_findings(document, rows, find_alliance))
    return Extraction(
        document=document,
        tidied=tidied,
        sentences=tuple(reading.sentence for reading in readings),
        entities=collect(readings, findings, Names({}), _with_stated(kind_of, findings)),
        relations=tuple(item for item in findings if isinstance(item, Relation)),
        values=tuple(item for item in findings if isinstance(item, Value)),
        claims=(),
        counts=(),
        clauses=(),
    )


def _member_rows(document: Document) -> list[Row] | None:
    """The rows from the file's beginning, when one of the first is the header of a table with units; else None."""
    text = document.text
    top = text[document.body : document.body + 2000]
    for delimiter in _DELIMITERS:
        if delimiter not in top or not any(meanings(line.split(delimiter)) for line in top.split("\n")[:_ABOVE_HEADER]):
            continue
        try:
            rows = [_moved(row, document.body) for row in read_rows(text[document.body :], delimiter)]
        except TableError:
            continue
        first = next((number for number, row in enumerate(rows) if meanings(row.values)), len(rows))
        wide = sum(len(row.cells) > 1 for row in rows[first:])
        if wide * 3 >= (len(rows) - first) * 2 and wide:
            return rows
    return None


def _moved(row: Row, offset: int) -> Row:
    if not offset:
        return row
    cells = tuple(replace(cell, start=cell.start + offset, end=cell.end + offset) for cell in row.cells)
    return replace(row, start=row.start + offset, end=row.end + offset, cells=cells)


def _reading(number: int, row: Row, folded: str) -> Reading:
    sentence = Sentence(folded[row.start : row.end], row.start, number, number, None, False, False)
    return Reading(sentence, (), (), (), Context())


def _findings(document: Document, rows: Sequence[Row], find_alliance: FindAlliance) -> Iterator[Finding]:
    title = document.header.title or document.path.rpartition("/")[2].rpartition(".")[0]
    outside = _titled(title, find_alliance)
    alliance = Ref("Alliance", outside[2]) if outside else None
    table = MemberTable(alliance, None, bool(ABOUT_MEMBERS.search(title)))
    below = False
    for row in rows:
        cells = tuple(TableCell(document.text[cell.start : cell.end], cell.start) for cell in row.cells)
        found = TableRow(cells, Span(row.start, row.end))
        if table.header(found):
            below = True
            continue
        filled = [cell for cell in cells if cell.text.strip()]
        if len(filled) == 1 and (named := _titled(filled[0].text, find_alliance)) is not None:
            # A title, of the file or of the next sheet.
            start, end, name = named
            about = bool(ABOUT_MEMBERS.search(filled[0].text))
            table.alliance, table.alliance_span = Ref("Alliance", name), filled[0].span(start, end)
            table.about_members = table.about_members or about
            yield Named(table.alliance, table.alliance_span, RULE, "high")
        elif below:
            yield from table.row(found)
        elif len(filled) == 1:
            table.about_members = table.about_members or bool(ABOUT_MEMBERS.search(filled[0].text))


def _titled(title: str, find_alliance: FindAlliance) -> tuple[int, int, str] | None:
    """The alliance of a title; before 成员, 名单 and the like a short name is one too, as it need not be elsewhere."""
    folded = fold(title)
    found = find_alliance(folded)
    match = _SHORT_NAME.search(folded) if found is None else None
    return found if match is None else (match.start("name"), match.end("name"), match["name"])


def _with_stated(kind_of: Callable[[str], str], findings: Sequence[Finding]) -> Callable[[str], str]:
    """The kind by table or form, else the one that the file's own column of kinds gives."""
    stated = {item.entity.name: item.value for item in findings if isinstance(item, Value)}
    return lambda name: kind_of(name) or stated.get(name, "")
