"""The check of what a statement may grow into: paths without an end, products of lists, texts that double.

Time, rows and bytes are bounded while a statement runs (own.py); this bounds beforehand what a server would only notice
when its memory is gone. It counts in the tokens and errs on the side of refusing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from queries.guard.tokens import Token, refuse

HOPS = 8  # the longest path between two things of the graph is asked to length 8 by the catalogue
RANGE = 10_000  # numbers in one range()
ROWS_MADE = 100_000  # product over the clauses of what lists, ranges and list parameters make
COPIES = 600  # product over the clauses of how often lists and maps repeat what they hold
JOINS = 6  # `+` between two things that are not literals: each can double a text
UNWINDS = 3
# A clause ends where one of these stands.
_CLAUSES = frozenset(("MATCH", "UNWIND", "WITH", "RETURN", "CALL", "UNION"))
_LITERALS = ("number", "string")


def check_growth(tokens: Sequence[Token], parameters: Mapping[str, object]) -> None:
    """Raises ForbiddenStatement for what would grow out of bounds."""
    _check_paths(tokens)
    _check_comprehensions(tokens)
    ranges = dict(_ranges(tokens, parameters))
    made, copies = 1, 1
    for start, end in _clauses(tokens):
        made *= 1 + sum(span for at, span in ranges.items() if start <= at < end)
        lists = (parameters.get(item.text) for item in tokens[start:end] if item.kind == "parameter")
        if tokens[start].upper == "UNWIND":
            made *= max((len(item) for item in lists if isinstance(item, list)), default=1) or 1
            made *= 1 + _commas(tokens[start:end], literal=True)
        copies *= 1 + _commas(tokens[start:end], literal=False)
    if made > ROWS_MADE:
        refuse("growth", f"列表和 range 相乘会生成 {made} 行，上限 {ROWS_MADE} (too many rows made)")
    if copies > COPIES:
        refuse("growth", f"各层列表和映射相乘会重复 {copies} 次，上限 {COPIES} (lists and maps multiply)；请少几层")
    if _joins(tokens) > JOINS:
        refuse("growth", f"变量之间的 + 超过 {JOINS} 个 (too many joins)：反复相加的文字会成倍变长")
    if sum(token.upper == "UNWIND" for token in tokens) > UNWINDS:
        refuse("growth", f"UNWIND 超过 {UNWINDS} 个 (too many UNWIND)")


def _clauses(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    starts = [0, *(number for number, token in enumerate(tokens) if number and token.upper in _CLAUSES)]
    yield from zip(starts, [*starts[1:], len(tokens)], strict=True)


def _check_paths(tokens: Sequence[Token]) -> None:
    groups: list[int] = []
    ended = -1  # where the group that has just been closed began
    for number, token in enumerate(tokens):
        if token.kind != "symbol":
            continue
        before = tokens[number - 1] if number else None
        if token.text in "([{":
            if token.text == "{" and before is not None and _may_repeat(tokens, number, ended):
                _check_bound(tokens, number + 1, "}")
            groups.append(number)
        elif token.text in ")]}":
            ended = groups.pop()
        elif token.text == "*" and groups and _opens_relation(tokens, groups[-1]):
            _check_bound(tokens, number + 1, "")
        elif token.text in "*+" and before is not None and _may_repeat(tokens, number, ended):
            refuse("path", f"路径长度没有上限 (unbounded path)；请写成 {{1,{HOPS}}}")


def _opens_relation(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at].is_("[") and tokens[at - 1].is_("-")


def _may_repeat(tokens: Sequence[Token], number: int, ended: int) -> bool:
    """Whether the token at `number` follows a relation (`-->`, `]-`) or a group that holds a path."""
    before, earlier = tokens[number - 1], tokens[number - 2] if number > 1 else None
    if before.is_("-") and earlier is not None:
        return earlier.is_("]") or earlier.is_("-")
    if before.is_(">") and earlier is not None:
        return earlier.is_("-")
    if not before.is_(")") or ended < 0:
        return False
    return any(
        tokens[at].is_(")")
        and ((tokens[at + 1].is_("-") and tokens[at + 2].text in ("-", "[", ">")) or tokens[at + 1].is_("<"))
        for at in range(ended, number - 2)
    )


def _check_bound(tokens: Sequence[Token], number: int, end: str) -> None:
    """The bound after `*` (`n`, `n..m`, `..m`) or in `{n}`, `{n,m}`, `{,m}`."""
    low = high = None
    if tokens[number].kind == "number":
        low = high = tokens[number].text
        number += 1
    dots = "," if end else "."
    if tokens[number].is_(dots):
        number += 1 if end else 2
        high = tokens[number].text if number < len(tokens) and tokens[number].kind == "number" else None
    elif end and low is None:
        return  # a map or a subquery
    if high is None or not high.isdigit() or int(high) > HOPS:
        refuse("path", f"路径长度要有不超过 {HOPS} 的上限 (path without a bound of at most {HOPS})，如 *1..{HOPS}")


def _check_comprehensions(tokens: Sequence[Token]) -> None:
    """In `[x IN list | result]` the result may speak of `x` alone: another list in it would multiply."""
    for number, token in enumerate(tokens[:-2]):
        if not (token.is_("[") and tokens[number + 1].kind in ("word", "escaped") and tokens[number + 2].upper == "IN"):
            continue
        own, depth, after = tokens[number + 1].text, 0, False
        for at in range(number + 1, len(tokens)):
            item = tokens[at]
            if depth == 0 and item.is_("]"):
                break
            depth += (item.kind == "symbol") * ((item.text in "([{") - (item.text in ")]}"))
            after = after or (depth == 0 and item.is_("|"))
            if after and item.kind in ("word", "escaped") and item.text != own and not _is_attached(tokens, at):
                refuse(
                    "growth", f"列表推导的结果里只能用 {own} (another variable in a comprehension)：{item.text[:40]}"
                )


def _is_attached(tokens: Sequence[Token], at: int) -> bool:
    """A property, a key of a map, a function, or a word of the language that stands for no list."""
    following = tokens[at + 1]
    plain = ("AND", "OR", "NOT", "NULL", "TRUE", "FALSE", "CASE", "WHEN", "THEN", "ELSE", "END", "IS", "IN", "STARTS",
             "ENDS", "WITH", "CONTAINS")  # fmt: skip
    bare = tokens[at].text.lower() != "range" and following.is_("(")
    return tokens[at - 1].is_(".") or bare or following.is_(":") or tokens[at].upper in plain


def _ranges(tokens: Sequence[Token], parameters: Mapping[str, object]) -> Iterator[tuple[int, int]]:
    """Where each `range(` stands and how many numbers it gives, the step left aside."""
    for number, token in enumerate(tokens[:-1]):
        if token.text.lower() != "range" or token.kind not in ("word", "escaped") or not tokens[number + 1].is_("("):
            continue
        low, high = (_number(argument, parameters) for argument in _arguments(tokens, number + 2)[:2] or [[], []])
        span = 0 if low is None or high is None else abs(high - low) + 1
        if low is None or high is None or span > RANGE:
            refuse("growth", f"range 的两端要是整数、参数或 size(…)，至多 {RANGE} 个数 (range not bounded)")
        yield number, span


def _arguments(tokens: Sequence[Token], start: int) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    depth = 0
    for token in tokens[start:]:
        depth += (token.kind == "symbol") * ((token.text in "([{") - (token.text in ")]}"))
        if depth < 0:
            break
        if depth == 0 and token.is_(","):
            found.append([])
        else:
            found[-1].append(token)
    return found if len(found) > 1 else [[], []]


def _number(argument: Sequence[Token], parameters: Mapping[str, object]) -> int | None:
    if argument and argument[0].upper in ("SIZE", "LENGTH") and len(argument) <= 6:
        return 100  # of a list that is there already
    sign = -1 if argument and argument[0].is_("-") else 1
    rest = argument[1:] if sign < 0 else argument
    if len(rest) != 1:
        return None
    if rest[0].kind == "parameter":
        value = parameters.get(rest[0].text)
        return sign * value if isinstance(value, int) else None
    return sign * int(rest[0].text) if rest[0].kind == "number" and rest[0].text.isdigit() else None


def _commas(tokens: Sequence[Token], *, literal: bool) -> int:
    """Commas within lists and maps: those between literals, or all others."""
    opened: list[str] = []
    found = 0
    for number, token in enumerate(tokens):
        if token.kind != "symbol":
            continue
        if token.text in "([{":
            opened.append(token.text)
        elif token.text in ")]}" and opened:
            opened.pop()
        elif token.text == "," and opened and opened[-1] in "[{" and number + 1 < len(tokens):
            plain = tokens[number - 1].kind in _LITERALS and tokens[number + 1].kind in _LITERALS
            found += plain is literal
    return found


def _joins(tokens: Sequence[Token]) -> int:
    return sum(
        token.is_("+") and tokens[number].kind not in _LITERALS and tokens[number + 2].kind not in _LITERALS
        for number, token in enumerate(tokens[1:-1])
    )
