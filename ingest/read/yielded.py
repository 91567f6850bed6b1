"""What a reader of a format that is no plain text gives back, and how much it may use for it.

These types travel between the reading process and its parent, so they hold plain values only.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Yielded:
    """The text that offsets point into, with what the file says of itself (empty where it says nothing).

    `date` as in graph.moment; `reader` names the library and its version.
    """

    text: str
    reader: str
    title: str = ""
    date: str = ""
    genre: str = ""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading one file may use: bytes of address space, seconds, bytes of an archive unpacked, characters."""

    memory: int = 1_500_000_000
    seconds: int = 60
    unpacked: int = 100_000_000
    characters: int = 20_000_000
