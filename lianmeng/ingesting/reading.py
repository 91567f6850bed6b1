"""One source → its facts, in whatever process this runs. Nothing here touches the store.

The tables and the segmenter are loaded once a process. A file that cannot be read becomes a sentence, never an
exception, so that it does not take the good files with it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import LianmengError, ModelError
from graph.facts import SourceFacts
from graph.model import Model, load_model
from ingest.canonical import Canon, make_canon
from ingest.edition import edition
from ingest.read.files import read_document
from ingest.removal import Removal, masked
from ingest.source import Document, Header, with_front_matter
from ingest.words.lexicon import Lexicon, load_lexicon
from ingest.words.segment import make_segmenter
from lianmeng.ingesting.memory import removals_digest

# The rules hold some six hundred patterns; a run that has nothing to read does not wait for them.
if TYPE_CHECKING:
    from ingest.pipeline import Reader


@dataclass(frozen=True)
class Setup:
    """What decides how a source is read, and under which edition; small, so that it can travel to worker processes."""

    segmenter: str
    removals: tuple[Removal, ...]
    source_bytes: int
    edition: str = ""
    words: tuple[tuple[str, str], ...] = ()  # the user's own tables: name, text


@dataclass(frozen=True)
class Task:
    """A source to read: a file, or (`stored`) a document that the graph has kept.

    `header` holds fields of `Header` that are known of the file beside what its front matter says.
    """

    collection: str
    relative: str
    path: Path | None = None
    stored: Document | None = None
    header: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """As people are told of it."""
        return f"{self.collection}/{self.relative}"


@dataclass(frozen=True)
class Outcome:
    """The facts of a task, or in `problem` why there are none."""

    task: Task
    facts: SourceFacts | None = None
    problem: str = ""


@dataclass(frozen=True)
class Tools:
    """Everything that reading needs, made once a process for one setup."""

    model: Model
    reader: Reader
    canon: Canon
    edition: str


@cache
def lexicon_with(words: tuple[tuple[str, str], ...]) -> Lexicon:
    """The tables that came with the program, with the user's own over them. Raises TableError."""
    return load_lexicon(dict(words))


@cache
def tools_for(setup: Setup) -> Tools:
    """The tools of a setup. Raises TableError, SettingsError."""
    from ingest.pipeline import make_reader

    lexicon, model = lexicon_with(setup.words), load_model()
    return Tools(
        model,
        make_reader(lexicon, make_segmenter(setup.segmenter)),
        make_canon(lexicon, model),
        setup.edition,
    )


def current_edition(setup: Setup) -> str:
    """The edition under which sources are read now, for `Setup.edition`. Raises TableError."""
    return edition(lexicon_with(setup.words), load_model(), removals_digest(setup.removals))


def read_source(task: Task, setup: Setup) -> Outcome:
    """Reads, masks, extracts and resolves one source."""
    try:
        tools = tools_for(setup)
        document = task.stored or _open(task, setup)
        return Outcome(task, facts_of(_without_removed(document, setup.removals), tools))
    except ModelError as error:
        return Outcome(task, problem=f"{task.name}：所得事实不合模型 (facts do not fit the model)：{error}")
    except LianmengError as error:
        return Outcome(task, problem=str(error))
    except RecursionError:
        return Outcome(task, problem=f"{task.name}：嵌套太深，读不了 (nested too deeply)；请检查文件")


def facts_of(document: Document, tools: Tools) -> SourceFacts:
    """The facts of a document. Raises ModelError, UnreadableSource, TableError."""
    from ingest.pipeline import extract
    from ingest.read.seed_tables import table_facts, table_name
    from ingest.resolve import source_facts_of

    if table_name(document) is not None:
        return table_facts(document, tools.canon, tools.edition)
    return source_facts_of(extract(document, tools.reader), tools.canon, tools.edition)


def _open(task: Task, setup: Setup) -> Document:
    assert task.path is not None
    document = read_document(
        task.path, collection=task.collection, relative=task.relative, source_bytes=setup.source_bytes
    )
    if not task.header:
        return document
    known: dict[str, Any] = dict(task.header)
    told = replace(document, header=replace(document.header, **known))
    # The front matter stays with the text, and is read again with it; so it has the last word now, too.
    return with_front_matter(told) if document.reader.startswith("text/") else told


def _without_removed(document: Document, removals: tuple[Removal, ...]) -> Document:
    """The document with every removed name masked in text and header; as long as before."""
    if not removals:
        return document
    header = document.header
    values = {item.name: getattr(header, item.name) for item in fields(Header) if item.name != "id"}
    hidden: dict[str, Any] = {
        name: tuple(masked(line, removals) for line in value) if isinstance(value, tuple) else masked(value, removals)
        for name, value in values.items()
    }
    return replace(document, text=masked(document.text, removals), header=replace(header, **hidden))
