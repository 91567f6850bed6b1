"""Looks at the words of a Cypher statement, so that no file of the catalogue can write or leave what both engines run.

It is a check of trusted files, not a guard against strangers: it reads words outside strings and comments and knows
no grammar.
"""

from __future__ import annotations

import re

_SKIPPED = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:``|[^`])*`", re.DOTALL)
_WORD = re.compile(r"(?<![.$\w])[A-Za-z_]\w*")
_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")
_PROCEDURE = re.compile(r"\bCALL\s+([A-Za-z_][\w.]*)", re.IGNORECASE)

# Clauses that write, change the schema, read files or name another database.
WRITING = frozenset(
    ("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "DROP", "ALTER", "LOAD", "FOREACH", "USE", "GRANT",
     "REVOKE", "TERMINATE", "TRANSACTIONS")
)  # fmt: skip
# What one of the two engines lacks, or answers differently (engines.md, section 2).
NOT_PORTABLE = frozenset(["SHORTEST", "APOC", "ELEMENTID", "SHOW", "PROFILE", "EXPLAIN", "ALLSHORTESTPATHS"])
PROCEDURES = frozenset({"db.index.fulltext.queryNodes"})


def bare(cypher: str) -> str:
    """The statement with strings, comments and quoted names blanked out."""
    return _SKIPPED.sub(" ", cypher)


def parameters(cypher: str) -> frozenset[str]:
    """The names of the parameters that the statement uses."""
    return frozenset(_PARAMETER.findall(bare(cypher)))


def complaints(cypher: str) -> list[str]:
    """What keeps the statement out of the catalogue: clauses that write, features of one engine, procedures."""
    text = bare(cypher)
    words = {word.upper() for word in _WORD.findall(text)}
    found = [f"{word} 会写入或越界 (writes or reaches outside)" for word in sorted(words & WRITING)]
    found += [f"{word} 不是两种引擎都有的 (not portable)" for word in sorted(words & NOT_PORTABLE)]
    unknown = sorted(set(_PROCEDURE.findall(text)) - PROCEDURES)
    found += [f"过程 {name} 不在名单中 (procedure not on the list)" for name in unknown]
    if ";" in text:
        found.append("只能有一个语句 (one statement only)")
    return found
