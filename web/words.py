"""The interface's own words in both languages, read from `words.yaml`.

Names, quotes and other data are never translated; the words of the model come from the model (`web.show`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal

import yaml

Language = Literal["zh", "en"]


@cache
def words() -> Mapping[str, Mapping[Language, str]]:
    """Key → language → text with `{placeholders}`; read once, never changed."""
    table = yaml.safe_load(resources.files("web").joinpath("words.yaml").read_text(encoding="utf-8"))
    return MappingProxyType({key: MappingProxyType({"zh": zh, "en": en}) for key, (zh, en) in table.items()})


def say(language: Language, key: str, **values: object) -> str:
    """The text of that key, its placeholders filled. Raises KeyError for an unknown key."""
    return words()[key][language].format(**values)
