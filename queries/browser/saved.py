"""The saved statements of Neo4j Browser: one folder with every step of the tour, in the form in which it keeps them.

Browser takes the first line of a statement, a comment, for its title.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from queries.browser.tour import Step

FOLDER = {"id": "lianmeng", "name": "联盟图谱 lianmeng"}


def documents(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Browser's `documents`: id, content, folder. The ids never change, so a newer one takes an older one's place."""
    return [{"id": f"lianmeng-{step.name}", "content": titled(step), "folder": FOLDER["id"]} for step in steps]


def statements_file(steps: Iterable[Step]) -> str:
    """All of them as one text to read and paste from, each with its semicolon."""
    return "\n\n".join(f"{titled(step)};" for step in steps) + "\n"


def titled(step: Step) -> str:
    """The statement under its title."""
    return f"// {step.zh} {step.en}\n{step.cypher}"
