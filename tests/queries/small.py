"""A small graph that every kind of question has something to say about, built through facts.

Two sources: a report about three alliances and a compiled note about the first of them. The words stand in a made-up
text, one line a fact, so that every span is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from graph.facts import VALUE, Entity, Evidence, SourceFacts, SourceRecord, Span, Where, attest, source_facts
from graph.identity import node_id, source_id
from graph.model import Model
from graph.quantity import normalise


@dataclass
class Writer:
    """Writes a source line by line and notes what each line says."""

    model: Model
    path: str
    title: str
    based_on: tuple[str, ...] = ()
    genre: str = "report"
    lines: list[str] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    said: list[Callable[[Where], Evidence]] = field(default_factory=list)

    def entity(self, label: str, key: tuple[object, ...], kind: str | None = None, **more: object) -> str:
        """Mentions a thing and gives its id."""
        made = node_id(self.model, label, key)
        if made not in self.entities:
            properties = {name: value for name, value in zip(self.model.nodes[label].key, key, strict=True)
                          if value is not None} | more  # fmt: skip
            if "lineage" in self.model.nodes[label].properties:
                properties.setdefault("lineage", made)
            kind_label = self.model.kinds[kind].label if kind else None
            self.entities[made] = Entity(made, label, kind_label, tuple(sorted(properties.items())))  # type: ignore[arg-type]
            self._say(str(key[0] or label), lambda where: attest(where, made, rule="test.entity", grade="high"))
        return made

    def value(self, head: str, name: str, value: str) -> None:
        """Says a value of a thing."""
        self._say(f"{name} {value}", lambda where: attest(
            where, head, rule="test.value", grade="high", type_=VALUE, property_=name, value=value))  # fmt: skip

    def edge(self, head: str, type_: str, tail: str, **values: str | Iterable[str]) -> None:
        """Says a relation, with its roles and dates as facts of their own."""
        said: list[tuple[str | None, str | None]] = []
        for name, given in values.items():
            said += [(name, one) for one in ([given] if isinstance(given, str) else given)]
        for property_, one in said or [(None, None)]:
            self._say(f"{type_} {one or ''}", _edge(head, type_, tail, property_, one))

    def quantity(
        self, label: str, holder: str, status: str, subject: str, metric: str, comparator: str, value: float, unit: str,
        deadline: str | None = None, value_max: float | None = None,
    ) -> str:  # fmt: skip
        """A target or a figure of `holder`."""
        normal = normalise(value, value_max, unit)
        key = (holder, status, subject, metric, comparator, normal.value if normal else None,
               normal.value_max if normal else None, normal.unit if normal else None, deadline)  # fmt: skip
        made = self.entity(label, key)
        self.edge(holder, "HAS_TARGET" if label == "Target" else "HAS_FIGURE", made)
        top = "null" if value_max is None else f"{value_max:g}"
        self.value(made, "written", f'{{"unit": "{unit}", "value": {value:g}, "value_max": {top}}}')
        return made

    def _say(self, line: str, make: Callable[[Where], Evidence]) -> None:
        self.lines.append(f"{line}。")
        self.said.append(make)

    @property
    def id(self) -> str:
        return source_id(None, "test", self.path)

    def facts(self) -> SourceFacts:
        """All that was said, as the loader takes it."""
        text = "\n".join(self.lines)
        text_sha = sha256(text.encode()).hexdigest()
        record = SourceRecord(
            self.id, self.title, "test", self.path, self.genre, "official", "", "2008-01-02",
            "compiled" if self.based_on else "original", self.based_on, text_sha, text_sha, len(text), "text/1", "e1",
        )  # fmt: skip
        evidence, start = [], 0
        for line, make in zip(self.lines, self.said, strict=True):
            span = Span(start, start + len(line) - 1)
            where = Where(self.id, record.original, span, text[span.start : span.end], Span(start, start + len(line)))
            evidence.append(make(where))
            start += len(line) + 1
        return source_facts(record, text, self.entities.values(), evidence)


def _edge(head: str, type_: str, tail: str, name: str | None, value: str | None) -> Callable[[Where], Evidence]:
    return lambda where: attest(
        where, head, rule="test.edge", grade="high", type_=type_, tail=tail, property_=name, value=value
    )


STEEL, FARM, COAL = "钢铁循环技术创新战略联盟", "农机装备产业技术创新战略联盟", "煤炭利用技术创新战略联盟"


def report(model: Model) -> SourceFacts:
    """Three alliances, with members, targets, projects, people, clauses."""
    w = Writer(model, "report.txt", "三个联盟的报告")
    steel, farm, coal = (w.entity("Alliance", (name,)) for name in (STEEL, FARM, COAL))
    w.value(steel, "founded", "2007-06-10")
    w.value(steel, "field", "钢铁")
    w.value(steel, "short_name", "钢铁联盟")
    w.value(steel, "aliases", "循环钢铁联盟")
    w.value(farm, "founded", "2009")
    w.value(farm, "field", "农机")
    north = w.entity("Organization", ("东北科技大学",), "university", lineage="ln-north")
    older = w.entity("Organization", ("东北工学院",), "university", lineage="ln-north")
    south = w.entity("Organization", ("南方大学",), "university", place="广东省/广州市")
    steelworks = w.entity("Organization", ("宝山钢厂集团有限公司",), "company")
    mine = w.entity("Organization", ("神木煤业（集团）有限责任公司",), "company")
    lab = w.entity("Organization", ("机械研究院",), "institute")
    office = w.entity("Organization", ("科学技术部",), "government")
    w.value(south, "aliases", "南大")
    w.edge(older, "SUCCEEDED_BY", north, kind="renamed", year="1993")
    w.edge(north, "MEMBER_OF", steel, roles=["vice_chair", "initiator"], since="2007")
    w.edge(older, "MEMBER_OF", farm)
    w.edge(south, "MEMBER_OF", steel)
    w.edge(south, "MEMBER_OF", coal, roles="observer")
    w.edge(steelworks, "MEMBER_OF", steel, roles="chair")
    w.edge(steelworks, "MEMBER_OF", coal, state="proposed")
    w.edge(mine, "MEMBER_OF", coal, roles="chair")
    w.edge(mine, "MEMBER_OF", farm)
    w.edge(lab, "MEMBER_OF", farm, roles="secretariat")
    w.edge(office, "GUIDES", steel, roles="guiding")
    w.quantity("Figure", steel, "stated", "member", "member_count", "=", 10, "家")
    w.quantity("Figure", farm, "stated", "institute", "member_count", "=", 1, "家")
    w.quantity("Target", steel, "target", "高炉", "利用系数", ">=", 2.3, "吨/m3·天")
    w.quantity("Target", steel, "target", "转炉", "粉尘排放浓度", "<=", 15, "mg/Nm3", "2010")
    project = w.entity("Project", ("煤液化", coal))
    w.edge(coal, "RUNS", project)
    w.edge(mine, "UNDERTAKES", project)
    w.quantity("Target", project, "expected", "煤液化", "产能", "=", 380, "万吨", "2010")
    w.edge(project, "WORKS_ON", w.entity("Technology", ("直接液化",)))
    concept = w.entity("Concept", ("产业技术创新战略联盟",))
    for number, heading in (("1", "独立法人"), ("2", "联盟协议")):
        clause = w.entity("Clause", (concept, w.id, number))
        w.value(clause, "kind", "condition")
        w.value(clause, "number", number)
        w.value(clause, "heading", heading)
        w.value(clause, "quote", f"要有{heading}")
        w.edge(clause, "CLAUSE_OF", concept)
    chief = w.entity("Person", ("李四", STEEL))
    w.edge(chief, "SERVES", steel, title="首席科学家")
    return w.facts()


def note(model: Model) -> SourceFacts:
    """A compiled source that repeats a little of the report and gives another date."""
    w = Writer(model, "note.txt", "钢铁联盟简介", based_on=("一份百科条目, entry, 2015",))
    steel = w.entity("Alliance", (STEEL,))
    south = w.entity("Organization", ("南方大学",), "university", place="广东省/广州市")
    w.value(steel, "founded", "2007-06-10")
    w.edge(south, "MEMBER_OF", steel)
    return w.facts()


def charter(model: Model, alliance: str, articles: tuple[str, ...]) -> SourceFacts:
    """A charter of an alliance; its articles are numbered from 1 on."""
    w = Writer(model, f"{alliance}.txt", f"{alliance}章程", genre="charter")
    holder = w.entity("Alliance", (alliance,))
    for number, article in enumerate(articles, 1):
        clause = w.entity("Clause", (holder, w.id, str(number)))
        w.value(clause, "kind", "rule")
        w.value(clause, "number", str(number))
        w.value(clause, "quote", article)
        w.edge(clause, "CLAUSE_OF", holder)
    return w.facts()
