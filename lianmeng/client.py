"""The graph from Python: `connect()` gives the questions of the catalogue as functions, `network()` a networkx graph.

Names, parameters and checks are those of the catalogue, so a new `.cypher` file is a new function here too. What the
answers mean is left to `queries`.
"""

from __future__ import annotations

import os
import warnings
import weakref
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict
from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, get_args

from graph.errors import BadParameter, SettingsError
from graph.settings import Settings, read_settings
from graph.store.bolt import open_store
from lianmeng.functions import AskFunction, made
from lianmeng.rows import CutWarning, Frame, Rows, frame_of, table
from queries.answer import Answer
from queries.catalogue import load_catalogue
from queries.reading import Reader
from queries.run import MOST_ROWS, ask, data_state
from queries.shortened import notes_of

if TYPE_CHECKING:
    import networkx

Side = Literal["membership", "organizations", "alliances"]
_HIT = ("id", "label", "name", "kind", "reason", "matched")
_MEASURES = ("id", "name", "kind", "degree", "weighted_degree", "betweenness", "community")


class Client:
    """The questions over one open store; every question of the catalogue is a method of its name.

    A question gives a pandas frame when `frames`, else `Rows`; `rows` and `frame` always give what they are called.
    """

    def __init__(self, store: Reader, stack: ExitStack, frames: bool) -> None:
        from queries.name_index import Names

        self._store = store
        self._frames = frames
        self._names = Names()
        # A notebook seldom closes anything: the store is let go with the client, at the latest with the process.
        self._end = weakref.finalize(self, stack.close)
        self.questions: Mapping[str, AskFunction] = MappingProxyType(
            {question.name: made(question, self._answer) for question in load_catalogue().values()}
        )

    def __getattr__(self, name: str) -> AskFunction:
        questions: Mapping[str, AskFunction] = self.__dict__.get("questions", {})
        if name in questions:
            return questions[name]
        raise AttributeError(f"没有名为 {name} 的问题 (unknown question)；可问的有：{'、'.join(questions)}")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.questions})

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets the store go; the embedded one ends some seconds after its last user."""
        self._end()

    def ask(self, question: str, parameters: Mapping[str, Any], *, limit: int = MOST_ROWS, offset: int = 0) -> Answer:
        """The whole answer of `queries.run.ask`, whose errors it raises."""
        return ask(self._store, question, parameters, limit=limit, offset=offset)

    def rows(self, question: str, *, limit: int = MOST_ROWS, offset: int = 0, **parameters: Any) -> Rows:
        """The rows of a question. Warns (CutWarning) of rows and of lists inside rows that could not all be given."""
        answer = self.ask(question, parameters, limit=limit, offset=offset)
        told = [answer.notes[0]] if answer.cut and limit == MOST_ROWS else []
        for note in [*told, *notes_of(answer.question, answer.parameters, answer.rows)]:
            warnings.warn(note, CutWarning, stacklevel=2)
        return Rows(answer)

    def frame(self, question: str, *, limit: int = MOST_ROWS, offset: int = 0, **parameters: Any) -> Frame:
        """As `rows`, as a pandas frame with the question's columns; `attrs` holds total, cut and notes."""
        return frame_of(self.rows(question, limit=limit, offset=offset, **parameters))

    def search(self, text: str, *, label: str | None = None, limit: int = 20) -> Any:
        """Named things that `text` may mean, best first: id, label, name, kind, reason, matched."""
        from queries.find import NAMED
        from queries.name_index import search

        index = self._names.at(self._store, data_state(self._store)[0])
        labels = NAMED if label is None else (label,)
        hits = [asdict(hit) for hit in search(self._store, index, text, labels, limit)]
        return table(hits, _HIT) if self._frames else hits

    def profile(self, name: str, label: str = "Alliance") -> dict[str, Any]:
        """All that is known of the thing with that id, name or alias; each value and relation with its evidence.

        The shape is that of `GET /alliances/{id}`. Raises NotFound with near names.
        """
        from api.profiles import sent
        from queries.find import resolve
        from queries.profile import profile

        return sent(profile(self._store, label, resolve(self._store, name, (label,)).id))

    def evidence(self, slot: str) -> list[dict[str, Any]]:
        """The quotes under an id (of a thing, or the `slot` of a relation), each with its source and characters."""
        from queries.evidence import attested

        return list(attested(self._store, [slot]).get(slot, ()))

    def network(
        self, side: Side = "membership", *, kind: str | None = None, field: str | None = None,
        region: str | None = None, year: int | None = None, min_shared: int = 1,
    ) -> networkx.Graph[str]:  # fmt: skip
        """A networkx graph of ids: organisations and alliances (`membership`), or one side tied by what it shares.

        Nodes have `label`, `name`, `kind`; edges of a membership `roles` and `slot`, ties `weight` and `shared`.
        `kind`, `field`, `region` and `year` choose the memberships. Raises BadParameter when it would be too large.
        """
        from queries.network import Choice, membership, shared

        if side not in get_args(Side):
            raise BadParameter(
                f"side={side}：没有这种网络 (unknown network)；可选：{'、'.join(get_args(Side))}", "side"
            )
        graph = membership(self._store, Choice(kind, field, region, year))
        return graph if side == "membership" else shared(graph, side, min_shared)

    def measures(self, side: Side = "organizations", **choice: Any) -> Any:
        """Centrality and community of each node of `network(side, **choice)`, the best connected first."""
        from queries.network import measures

        found = measures(self.network(side, **choice))
        return table(found, _MEASURES) if self._frames else found

    def _answer(self, question: str, parameters: Mapping[str, Any], limit: int, offset: int) -> Any:
        found = self.rows(question, limit=limit, offset=offset, **parameters)
        return frame_of(found) if self._frames else found


def connect(settings: Settings | None = None, *, frames: bool | None = None) -> Client:
    """Opens the graph that the settings name (the environment's, else the embedded store).

    `frames`: whether questions give pandas frames; None = when pandas is installed. Raises SettingsError and the
    family of StoreError.
    """
    there = find_spec("pandas") is not None
    if frames and not there:
        raise SettingsError("没有安装 pandas (pandas is not installed)；请先 pip install pandas，或用 frames=False")
    stack = ExitStack()
    store = stack.enter_context(open_store(settings or read_settings(os.environ)))
    return Client(store, stack, there if frames is None else frames)


def network(side: Side = "membership", *, settings: Settings | None = None, **choice: Any) -> networkx.Graph[str]:
    """`Client.network` of the graph that the settings name, opened only for this."""
    with connect(settings, frames=False) as client:
        return client.network(side, **choice)
