"""bench/quality.md from the kept scores: bars, sums by collection, every text first and now, precision of each rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bench.quality_records import Run
from graph.model import Model
from ingest.evaluation.outcomes import Tally
from ingest.evaluation.sections import in_order, section_words

_DEVELOPMENT = "dev/gold"
# What the work set out to reach on the development article; recall and precision 1 is written as F1 1.
_BARS = (
    ("entities/Alliance", 1.0),
    ("membership", 1.0),
    ("mentions/Organization/exact", 0.97),
    ("counts", 1.0),
    ("targets/right", 0.95),
    ("figures/right", 0.90),
    ("entities/Project", 0.85),
    ("relations/all", 0.90),
)
_COLUMNS = (
    ("mentions/Organization/exact", "机构 org."),
    ("membership", "成员 memb."),
    ("roles", "角色 roles"),
    ("values/founded", "成立 founded"),
    ("counts", "声明数 counts"),
    ("targets/right", "目标 targets"),
    ("figures/right", "数据 figures"),
    ("relations/all", "关系 relations"),
)
_COLLECTIONS = ("seed", "open", "sealed", "dev")
_HEADER = """# 抽取质量 Extraction quality

由 `python -m bench.quality` 写出，请勿手改。Written by `python -m bench.quality`; do not edit.
F1 分别为“首次 → 现在”：首次是程序第一次读到该文本时的得分（某类事实还没有规则的，从有规则的第一次算起），此后不再改写。
F1 is given as first → now. The first score is the one a text got when the program first read it (for a kind of fact:
when the first rule for it existed) and is never written again. `–` = nothing marked and nothing found.
种子文本与开放文本在首次记录时规则的作者已经看过；只有封存文本（sealed）的首次得分可在别处引用。
The authors of the rules had seen seed and open texts by the time of their first record; only first scores of sealed
texts are quoted elsewhere. How scores are made: [docs/evaluate.md](../docs/evaluate.md).
"""


def page(first: Run, last: Run, rules: Mapping[str, Tally], ran: Sequence[str], model: Model) -> str:
    """The page. `rules` are the sums of the texts that ran; others show what was kept of them."""
    parts = [_HEADER, *_bars(last, model), *_collections(first, last, model), *_texts(first, last), *_rules(rules, ran)]
    return "\n".join(parts) + "\n"


def _bars(last: Run, model: Model) -> Iterable[str]:
    if _DEVELOPMENT not in last:
        return
    yield "## 开发文章与目标 The development article against its bars\n"
    yield "| 项目 section | 目标 bar | P | R | F1 | 漏 missed | 误 false | |"
    yield "| --- | --: | --: | --: | --: | --: | --: | --- |"
    for section, bar in _BARS:
        sums = last[_DEVELOPMENT].get(section, Tally())
        rates = f"{sums.precision:.3f} | {sums.recall:.3f} | {sums.f1:.3f} | {sums.missed} | {sums.false}"
        met = "达到 met" if sums.f1 >= bar else "未达 not met"
        yield f"| {section_words(section, model)} | {bar:.2f} | {rates} | {met} |"
    yield ""


def _collections(first: Run, last: Run, model: Model) -> Iterable[str]:
    known = [name for name in _COLLECTIONS if any(_collection(text) == name for text in last)]
    yield "## 各组合计 Sums by collection\n"
    counted = [f"{name} ({sum(_collection(text) == name for text in last)})" for name in known]
    yield f"| 项目 section | {' | '.join(counted)} |\n| --- | {' | '.join('--:' for _ in known)} |"
    sums = {(when, name): _sums(run, name) for when, run in (("first", first), ("last", last)) for name in known}
    sections = {section for of in sums.values() for section in of}
    for section in sorted(sections, key=in_order):
        cells = [_cell(sums["first", name].get(section), sums["last", name].get(section)) for name in known]
        yield f"| {section_words(section, model)} | {' | '.join(cells)} |"
    yield ""


def _texts(first: Run, last: Run) -> Iterable[str]:
    yield "## 每个文本 Every text\n"
    heads = " | ".join(title for _, title in _COLUMNS)
    yield f"| 文本 text | {heads} |\n| --- | {' | '.join('--:' for _ in _COLUMNS)} |"
    for text in sorted(last, key=lambda t: (_COLLECTIONS.index(_collection(t)), t)):
        cells = [_cell(first.get(text, {}).get(section), last[text].get(section)) for section, _ in _COLUMNS]
        yield f"| {text} | {' | '.join(cells)} |"
    yield ""


def _rules(rules: Mapping[str, Tally], ran: Sequence[str]) -> Iterable[str]:
    yield "## 每条规则的精确率 Precision of each rule\n"
    yield f"{len(ran)} 个文本；可有可无的标注不计。{len(ran)} texts; optional marks are left out.\n"
    yield "| 规则 rule | 对/总 right/total | 精确率 precision |\n| --- | --: | --: |"
    for rule, sums in sorted(rules.items()):
        yield f"| `{rule}` | {sums.right}/{sums.right + sums.false} | {sums.precision:.3f} |"
    yield ""


def _sums(run: Run, collection: str) -> dict[str, Tally]:
    sums: dict[str, Tally] = {}
    for text, of in run.items():
        if _collection(text) == collection:
            for section, one in of.items():
                sums[section] = sums.get(section, Tally()) + one
    return sums


def _collection(text: str) -> str:
    name = text.split("/")[0]
    return name if name in _COLLECTIONS else "dev"


def _cell(first: Tally | None, last: Tally | None) -> str:
    if last is None and first is None:
        return "–"
    now = "–" if last is None else f"{last.f1:.2f}"
    return f"{'–' if first is None else f'{first.f1:.2f}'} → {now}"
