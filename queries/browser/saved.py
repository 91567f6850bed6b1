"""The saved statements of Neo4j Browser: one folder with every step of the tour, in the form in which it keeps them.

Browser takes the first line of a statement, a comment, for its title.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from queries.browser.tour import Step

# The earliest date that a zip can hold: no clock enters the file.
_EPOCH = (1980, 1, 1, 0, 0, 0)
FOLDER = {"id": "lianmeng", "name": "联盟图谱 lianmeng"}


def documents(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Browser's `documents`: id, content, folder. The ids never change, so a newer one takes an older one's place."""
    return [{"id": f"lianmeng-{step.name}", "content": titled(step), "folder": FOLDER["id"]} for step in steps]


def archive(steps: Iterable[Step]) -> bytes:
    """A zip with one `.cypher` file a statement; Browser takes it in when it is dropped on its window.

    Without a folder: for every file in a folder Browser 5.24 makes that folder anew. The same statements give the same
    bytes.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for step in steps:
            entry = zipfile.ZipInfo(f"{step.name}.cypher", _EPOCH)
            made.writestr(entry, titled(step), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def titled(step: Step) -> str:
    """The statement under its title."""
    return f"// {step.zh} {step.en}\n{step.cypher}"
