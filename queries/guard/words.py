"""The check of the words: how a statement may begin, which words may not stand in it, what it may call.

A forbidden word is refused wherever it stands bare, also as a name, since only a grammar could tell the two apart; a
name of that kind is written in back-ticks. What is called is compared with a list of what may be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from queries.guard.tokens import Token, refuse

# Reading clauses; everything else that could begin a statement is administration, schema, writing or another language.
BEGINNINGS = frozenset(("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL"))
# Clauses that write, change the schema, read files, name another database, manage the server or other transactions;
# those of GQL (INSERT, NODETACH) and of Cypher 25 among them. Cypher manual, "Clauses" and "Database administration".
FORBIDDEN = frozenset(
    ("CREATE", "INSERT", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "DROP", "ALTER", "RENAME", "FOREACH",
     "LOAD", "CSV", "PERIODIC", "COMMIT", "TRANSACTIONS", "TRANSACTION", "USE", "GRANT", "DENY", "REVOKE", "SHOW",
     "TERMINATE", "EXPLAIN", "PROFILE", "CYPHER", "REALLOCATE", "DEALLOCATE", "DRYRUN", "IMPERSONATE", "TRUNCATE",
     "UPDATE", "UPSERT", "BEGIN", "ROLLBACK")
)  # fmt: skip
PROCEDURES = frozenset(
    ("db.index.fulltext.queryNodes", "db.labels", "db.relationshipTypes", "db.propertyKeys")
)  # fmt: skip
# Functions that only compute, each result not much larger than what it is given. Left out on purpose: `reduce` and
# `replace` (texts that double), `file` and `linenumber` (LOAD CSV), all of other suppliers (apoc, gds, vector, sql).
FUNCTIONS = frozenset(
    ("count", "sum", "avg", "min", "max", "collect", "stdev", "stdevp", "percentilecont", "percentiledisc",
     "size", "length", "head", "last", "tail", "keys", "labels", "type", "properties", "id", "elementid", "startnode",
     "endnode", "nodes", "relationships", "range", "reverse", "coalesce", "exists", "isempty", "nullif", "valuetype",
     "tolower", "toupper", "lower", "upper", "trim", "ltrim", "rtrim", "btrim", "left", "right", "substring", "split",
     "tostring", "tostringornull", "tointeger", "tointegerornull", "tofloat", "tofloatornull", "toboolean",
     "tobooleanornull", "char_length", "character_length", "normalize",
     "abs", "ceil", "floor", "round", "sign", "sqrt", "exp", "log", "log10", "e", "pi", "isnan",
     "date", "datetime", "duration", "duration.between", "duration.inmonths", "duration.indays",
     "any", "all", "none", "single", "shortestpath", "allshortestpaths")
)  # fmt: skip
# Bare words after which a parenthesis opens a pattern, a group or a subquery's imports instead of a call.
_BEFORE_GROUP = frozenset(
    ("MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "UNWIND", "CALL", "AND", "OR", "XOR", "NOT", "IN", "AS", "BY",
     "WHEN", "THEN", "ELSE", "CASE", "ORDER", "SKIP", "LIMIT", "OFFSET", "DISTINCT", "UNION", "CONTAINS", "IS",
     "SHORTEST", "PATH", "PATHS", "ANY", "ALL", "ACYCLIC", "WALK", "TRAIL", "EXISTS", "COUNT", "COLLECT")
)  # fmt: skip


def check_words(tokens: Sequence[Token]) -> None:
    """Raises ForbiddenStatement for a statement that does anything else than read what is listed."""
    if not tokens or tokens[0].upper not in BEGINNINGS:
        refuse("first-word", f"语句要以 {'、'.join(sorted(BEGINNINGS))} 开头 (must begin with a reading clause)")
    for token in tokens:
        if token.upper in FORBIDDEN:
            refuse("word", f"{token.text} 会写入或越界 (writes or reaches outside)；若是名称，请写成 `{token.text}`")
    for name in _procedures(tokens):
        if name not in PROCEDURES:
            refuse(
                "procedure", f"过程 {name[:80]} 不在名单中 (procedure not on the list)：{'、'.join(sorted(PROCEDURES))}"
            )
    for name in _functions(tokens):
        if name.lower() not in FUNCTIONS:
            refuse("function", f"函数 {name[:80]} 不在名单中 (function not on the list)，见 docs/cypher.md")


def _procedures(tokens: Sequence[Token]) -> Iterator[str]:
    """The dotted names that CALL is followed by; CALL with a subquery has none."""
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if token.upper == "CALL" and following is not None and following.kind in ("word", "escaped"):
            end = number + 1
            while end + 2 < len(tokens) and tokens[end + 1].is_(".") and _is_name(tokens[end + 2]):
                end += 2
            yield ".".join(item.text for item in tokens[number + 1 : end + 1 : 2])


def _functions(tokens: Sequence[Token]) -> Iterator[str]:
    """The dotted names before an opening parenthesis, procedures apart."""
    for number, token in enumerate(tokens):
        if number == 0 or not token.is_("(") or not _is_name(tokens[number - 1]):
            continue
        start = number - 1
        while start >= 2 and tokens[start - 1].is_(".") and _is_name(tokens[start - 2]):
            start -= 2
        before = tokens[start - 1] if start else None
        if before is not None and before.upper == "CALL":
            continue
        if start == number - 1 and tokens[start].upper in _BEFORE_GROUP:
            continue
        yield ".".join(item.text for item in tokens[start:number:2])


def _is_name(token: Token) -> bool:
    return token.kind in ("word", "escaped")
