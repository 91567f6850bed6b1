"""The claims of one sentence, clause by clause: each clause takes over the status, deadline, subject and metric of the
one before it unless its own words say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.quantity import Quantity
from ingest.later import later
from ingest.marks import Mark, Reading
from ingest.rules.claims.admission import admitted, is_budget
from ingest.rules.claims.changes import changed
from ingest.rules.claims.clauses import around, cuts, quoted
from ingest.rules.claims.cues import Cue, cue_of, is_base, tells_results
from ingest.rules.claims.phrases import subject_of
from ingest.rules.claims.scope import Scope, is_deadline
from ingest.rules.claims.strangers import is_strange
from ingest.rules.claims.subjects import About, about, named_before
from ingest.rules.claims.through import seen_through
from ingest.values.amounts import Amount, Status
from ingest.values.dates import DateMention

AIMS: tuple[Status, ...] = ("target", "expected")
_BY_DATE = Cue("target", False)
_GOES_ON = later(r"同时|此外|并|另外|其中|还")
_ITEM = later(r"\s*(?:[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．]|[①-⑳])")
_SHORT = 14
_JOINTS = frozenset(("、", "和", "与", "及", "，", "以及"))
# 由2010年的100万吨提高到…: where a change starts, even with its year between.
_STARTS = later(r"[由从][0-9〇一二三四五六七八九十]{2,4}年[底末初]?的?$")
_GRADED = later(r"[一二三四五甲乙丙][类级](?!共|合计)[\u4e00-\u9fff]{2,12}")
_ONE_OF_IT = later(r"(?:院士|教授|研究员|专家|博士|高级工程师)")
_SPEAKS = later(r"(?:介绍|表示|指出|认为|透露|称|说|强调|解释|坦言)[：:]?$")
_BRACKET = later(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Before:
    """What a sentence can take over from the one before it: in its paragraph, or as the next item of a list."""

    paragraph: int = -1
    status: Status | None = None
    deadline: str = ""
    subject: str = ""
    metric: str = ""
    listed: Status | None = None
    item: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before its holder is settled; `subject` and `metric` are complete, `about` is what its own words say."""

    amount: Amount
    status: Status
    about: About
    subject: str
    metric: str
    deadline: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class _State:
    """Where the reading of a sentence stands. `told` = a cue of its own has been met; `holder` and `own` = the
    organisation that the last clause with a subject spoke of, or the writer's own."""

    status: Status | None
    deadline: str
    subject: str
    metric: str
    amount: Amount | None = None
    last: Status | None = None
    told: bool = False
    holder: Mark | None = None
    own: bool = False


def begin(reading: Reading, before: Before) -> Before:
    """What this sentence can take over."""
    if reading.sentence.paragraph == before.paragraph:
        return before
    item = _ITEM.match(reading.text) is not None
    listed = before.listed if item else None
    return Before(reading.sentence.paragraph, listed, listed=listed, item=item and len(reading.text) <= _SHORT)


def after(before: Before, drafts: Sequence[Draft]) -> Before:
    """What the next sentence can take over when this one made these claims."""
    last = drafts[-1]
    status = last.status if last.status in AIMS else None
    # What a paragraph speaks of is its first subject; a measure alone in a later sentence is measured of that.
    topic = before.subject or next((d.subject for d in drafts if d.about.subject), "")
    return Before(before.paragraph, status, last.deadline if status else "", topic, last.metric, status)


def drafts_of(reading: Reading, scope: Scope, before: Before, year: int | None) -> Iterator[Draft]:
    """The claims of a sentence in order. `year` is the year in which the text speaks, if it is known."""
    text = reading.text
    titles = quoted(text)
    silent = [*titles, *(m.span() for m in _BRACKET.finditer(text))]
    dates = [d for d in reading.dates if not any(s < d.start < e for s, e in silent)]
    state = _State(scope.status or before.status, scope.deadline or before.deadline, before.subject, before.metric)
    if scope.weak and not (_ITEM.match(text) or before.item):
        state = replace(state, status=before.status)
    spoken = _ungraded(text, reading.amounts)
    start = 0
    strange = False
    for end in cuts(text):
        clause = text[start:end]
        strange = is_strange(reading, start, end, strange)
        here = [d for d in dates if start <= d.start < end]
        amounts = [] if strange else [a for a in spoken if start <= a.start < end]
        cue = cue_of(clause, here, year)
        if year is None and cue == _BY_DATE and any(d.kind == "plan" for d in here) and tells_results(text):
            cue = Cue("achieved", False)
        state = _cued(state, cue, scope, text)
        own = cue is not None and cue.status in AIMS
        given = _deadlines(text, here, amounts)
        state = _spoken_of(reading, start, end, state)
        if not amounts:
            state = _until(state, given.get(-1))
            state = _named(reading, start, end, state)
        if "分别" in clause:
            amounts = _alike(text, amounts)
        for amount in amounts:
            state = _until(state, given.get(amount.start))
            draft = _draft(reading, amount, amounts, (start, end), state, titles, dates, own)
            if draft is not None:
                if not _is_part(text, amount, amounts, start):
                    state = _moved(state, draft)
                yield draft
        start = end + 1


def _ungraded(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts without those that only grade the thing counted behind them: 三类 in 获三类注册证2个."""
    pairs = zip(amounts, [*amounts[1:], None], strict=True)
    return [
        a for a, b in pairs if b is None or a.unit not in ("类", "级") or not _GRADED.fullmatch(text, a.start, b.start)
    ]


def _until(state: _State, deadline: str | None) -> _State:
    return state if deadline is None or deadline == state.deadline else replace(state, deadline=deadline)


def _cued(state: _State, cue: Cue | None, scope: Scope, text: str) -> _State:
    if cue is None:
        return state
    status = state.status
    if cue.firm or status is None:
        status = cue.status
    elif cue.status == "target" and status not in AIMS:
        # 将 and 要 turn what stands under 成果 into aims; an expectation stays one.
        status = "target"
    deadline = state.deadline
    if cue.status in AIMS and not state.told and not scope.deadline and not _GOES_ON.match(text):
        # A sentence that says itself that it aims has its own deadline or none.
        deadline = ""
    told = state.told or cue.firm or cue.status in AIMS
    return replace(state, status=status, deadline=deadline, told=told)


def _spoken_of(reading: Reading, start: int, end: int, state: _State) -> _State:
    """Who speaks or is spoken of from this clause on, if it says so."""
    who, holder, own = subject_of(reading, start, end, [(d.start, d.end) for d in reading.dates])
    text = reading.text
    if (
        holder is not None
        and holder.kind != "company"
        and (_SPEAKS.search(text, start, end) or _ONE_OF_IT.match(text, holder.end))
    ):
        # 甲研究院某某介绍，…: who only speaks of the world; a company's people speak of the company.
        return replace(state, holder=None, own=False)
    return replace(state, holder=holder, own=own) if who else state


def _named(reading: Reading, start: int, end: int, state: _State) -> _State:
    """The measure that a clause without an amount names for those behind it."""
    subject, metric = named_before(reading.text[start:end]) if end - start <= 30 else ("", "")
    if metric:
        state = replace(state, subject=subject or state.subject, metric=metric)
    return state


def _moved(state: _State, draft: Draft) -> _State:
    words = draft.about
    state = replace(state, subject=draft.subject, metric=draft.metric, amount=draft.amount)
    if draft.status == "achieved":
        # What goes with a delivery is achieved as it is: 建立示范区8个、面积3万亩.
        state = replace(state, last="achieved")
    return replace(state, holder=words.holder, own=words.own) if words.subject else state


def _is_part(text: str, amount: Amount, amounts: Sequence[Amount], start: int) -> bool:
    """Whether the amount is only the whole of which a share is given: 占总产值90亿元的三成."""
    later = any(a.start >= amount.end and a.unit in ("%", "成") for a in amounts)
    return later and "占" in text[start : amount.start]


def _draft(
    reading: Reading, amount: Amount, amounts: Sequence[Amount], clause: tuple[int, int], state: _State,
    titles: list[tuple[int, int]], dates: Sequence[DateMention], own: bool,
) -> Draft | None:  # fmt: skip
    text = reading.text
    # 由A到B: what is measured stands before the first of the two.
    spoken = amount
    if amount.change == "to":
        spoken = next((a for a in reversed(amounts) if a.start < amount.start and a.change == "from"), amount)
    place = around(text, spoken, list(amounts), *clause)
    if spoken is not amount:
        place = replace(place, right=around(text, amount, list(amounts), *clause).right)
    words = about(reading, spoken, place, [(d.start, d.end) for d in reading.dates])
    if spoken is amount:
        amount, words = changed(reading, place, amount, words)
        spoken = amount
    if words.end < amount.outer_end:
        words = replace(words, end=amount.outer_end)
    metric = words.metric
    if metric.startswith("占") and not metric.startswith("占地"):
        metric = state.metric.split("占")[0] + metric
    inherits = not words.metric and bool(state.metric) and _same_sort(amount, state.amount)
    # 发表论文86篇，其中SCI收录31篇
    part = text[clause[0] : place.left + 2].startswith("其中") and state.amount is not None
    known = words.known or inherits or (part and state.amount is not None and state.amount.unit == amount.unit)
    before = text[place.left : spoken.outer_start]
    status = _status(state.status or state.last, amount, words)
    if _STARTS.search(before) and any(a.start >= amount.end for a in amounts):
        status = "baseline"
    taken_over = status in AIMS and not own and amount.comparator_target == "="
    costs = is_budget(words, before)
    if costs and (status == "achieved" or taken_over or (amount.comparator_target == "=" and "总" in words.metric)):
        status = "stated"
    if not admitted(
        text, amount, status, titles, before, words if known == words.known else replace(words, known=known)
    ):
        return None
    metric = metric or (state.metric.removesuffix("年均") if inherits else "")
    if not metric:
        return None
    subject = words.subject or state.subject or "联盟"
    carried = words.subject in ("", "联盟") and (state.holder is not None or state.own) and words.holder is None
    if carried and (words.delivers or not words.subject):
        words = replace(words, holder=state.holder, own=state.own)
        subject = state.holder.name if state.holder is not None else "公司"
    elif words.delivers and not words.subject:
        subject = "联盟"
    deadline = state.deadline if status in AIMS else ""
    return Draft(amount, status, words, subject, metric, deadline, seen_through(text, amount, dates).quantity(status))


def _alike(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """分别达到30万吨和80万吨: what compares the first compares those joined to it."""
    made: list[Amount] = []
    for amount in amounts:
        if made and amount.comparator_target == "=" and text[made[-1].outer_end : amount.outer_start] in _JOINTS:
            amount = replace(
                amount, comparator_target=made[-1].comparator_target, comparator_stated=made[-1].comparator_stated
            )
        made.append(amount)
    return made


def _same_sort(amount: Amount, other: Amount | None) -> bool:
    """Whether two amounts can be of one measure: equal units, or units of one dimension."""
    if other is None or amount.unit == other.unit or other.comparator_target in ("+=", "-="):
        return True
    one, two = amount.normalised(), other.normalised()
    return one is not None and two is not None and one.unit == two.unit and amount.is_count == other.is_count


def _status(status: Status | None, amount: Amount, words: About) -> Status:
    if amount.change == "from":
        return "baseline"
    return status or ("achieved" if words.delivers and words.verb != "拥有" else "stated")


def _deadlines(text: str, dates: Sequence[DateMention], amounts: Sequence[Amount]) -> dict[int, str]:
    """The new deadline at an amount, by the amount's start, and under -1 behind the clause; 分别 gives one date to
    each amount."""
    given = [d for d in dates if is_deadline(d) and not is_base(text, d.start)]
    if not given:
        return {-1: ""} if any(d.marker in ("as_of", "since") or d.kind == "span" for d in dates) else {}
    found = {-1: str(given[-1].moment)}
    behind = [a for a in amounts if a.start > given[-1].start]
    if len(given) > 1 and len(behind) == len(given) and "分别" in text[given[-1].end : behind[0].start]:
        return found | {a.start: str(d.moment) for a, d in zip(behind, given, strict=True)}
    for amount in amounts:
        earlier = [d for d in given if d.end <= amount.start]
        if earlier:
            found[amount.start] = str(earlier[-1].moment)
    return found
