"""Cuts a Cypher statement into tokens, and refuses every text that two readers could cut differently.

A guard that reads a text otherwise than the engine does is none. So what the engines treat differently (unicode
escapes, which Neo4j replaces before it looks for quotes; lone carriage returns; characters nobody sees) is not
interpreted here but refused. What the tokens mean is left to words.py and limits.py.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, NoReturn

from graph.errors import ForbiddenStatement

Kind = Literal["word", "escaped", "string", "number", "parameter", "symbol"]

STATEMENT_LIMIT = 10_000  # characters; the longest question of the catalogue has under 3,000
DEPTH_LIMIT = 40  # brackets within brackets; parsers descend into each and their stacks end
TOKEN_LIMIT = 2_000

_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<comment>//[^\n]*|/\*.*?\*/)"
    r"|(?P<string>'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
    r"|(?P<escaped>`(?:``|[^`])*`)"
    r"|\$(?P<parameter>[^\W\d]\w*|\d+|`(?:``|[^`])*`)"
    r"|(?P<number>0[xX][0-9a-fA-F]+|0[oO]?[0-7]+(?![\w.])|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<symbol>[()\[\]{}<>=+\-*%^.,:;|!&$~]|/(?![*/]))",
    re.DOTALL,
)
_PAIRS = {")": "(", "]": "[", "}": "{"}
# Written as they are: line ends and the tabulator. All other controls, and signs that nobody sees, can hide a word.
_PLAIN_CONTROLS = frozenset("\t\n\r")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True)
class Token:
    """One token: `text` as meant (an escaped name or parameter without its back-ticks), `at` where it begins."""

    kind: Kind
    text: str
    at: int

    @property
    def upper(self) -> str:
        """A bare word in the one form that keywords are compared in; empty for everything else.

        Full-width and other look-alike letters come out as what a lenient reader would take them for.
        """
        return unicodedata.normalize("NFKC", self.text).casefold().upper() if self.kind == "word" else ""

    def is_(self, symbol: str) -> bool:
        """Whether this is that symbol."""
        return self.kind == "symbol" and self.text == symbol


def tokens_of(statement: str) -> list[Token]:
    """The tokens of one statement without blanks and comments. Raises ForbiddenStatement."""
    if len(statement) > STATEMENT_LIMIT:
        refuse("length", f"语句有 {len(statement)} 个字符，上限 {STATEMENT_LIMIT} (statement too long)")
    _check_characters(statement)
    found: list[Token] = []
    position, before = 0, ""
    while position < len(statement):
        match = _TOKEN.match(statement, position)
        if match is None:
            shown = statement[position : position + 10]
            refuse("tokens", f"第 {position + 1} 个字符起读不成词 (no token)：{shown}；引号、注释是否没有结束？")
        kind = str(match.lastgroup)
        if kind not in ("space", "comment"):
            if before == "number" and kind in ("word", "number") and found[-1].at + len(found[-1].text) == position:
                refuse("tokens", f"数字与词之间要有空格 (number runs into a word)：{statement[found[-1].at :][:20]}")
            found.append(_token(kind, match))
        before = kind
        position = match.end()
    if found and found[-1].is_(";"):
        found.pop()
    if any(token.is_(";") for token in found):
        refuse("one-statement", "一次只能有一个语句 (one statement only)")
    if len(found) > TOKEN_LIMIT:
        refuse("length", f"语句有 {len(found)} 个词，上限 {TOKEN_LIMIT} (too many tokens)")
    _check_brackets(found)
    return found


def refuse(reason: str, message: str) -> NoReturn:
    """Raises ForbiddenStatement."""
    raise ForbiddenStatement(f"语句不予执行 (statement refused)：{message}", reason)


def _check_characters(statement: str) -> None:
    if re.search(r"\\u", statement, re.IGNORECASE):
        refuse(
            "characters", "不接受 \\u 写法 (no unicode escapes)：Neo4j 会先换成字符再找引号；请直接写那个字符或用参数"
        )
    if re.search(r"\r(?!\n)", statement):
        refuse("characters", "有单独的回车符 (lone carriage return)；请用换行符")
    for character in statement:
        if unicodedata.category(character) in _UNSEEN and character not in _PLAIN_CONTROLS:
            refuse("characters", f"有看不见的字符 U+{ord(character):04X} (unseen character)；文字请用参数给出")


def _token(kind: str, match: re.Match[str]) -> Token:
    text = match.group(kind)
    if text.startswith("`") and kind in ("escaped", "parameter"):
        text = text[1:-1].replace("``", "`")
    return Token(kind, text, match.start())  # type: ignore[arg-type]


def _check_brackets(tokens: list[Token]) -> None:
    opened: list[str] = []
    for token in tokens:
        if token.kind != "symbol":
            continue
        if token.text in "([{":
            opened.append(token.text)
            if len(opened) > DEPTH_LIMIT:
                refuse("depth", f"括号嵌套超过 {DEPTH_LIMIT} 层 (nested too deeply)")
        elif token.text in _PAIRS and (not opened or opened.pop() != _PAIRS[token.text]):
            refuse("tokens", f"第 {token.at + 1} 个字符的 {token.text} 没有配对 (bracket without its partner)")
    if opened:
        refuse("tokens", f"有 {len(opened)} 个括号没有结束 (bracket left open)")
