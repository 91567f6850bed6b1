"""The user's own rows on disk: one .tsv a table in `words` of the data folder, each row with its source and date.

What the rows mean and whether they fit is left to `ingest.words.overlay`. A file is always written whole, by rename.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from graph.errors import TableError
from graph.settings import Settings
from ingest.words.overlay import OWN_TABLES, own_rows

_FOLDER = "words"
_HEAD = "# 自己的行，覆盖程序自带的表 (own rows over the shipped ones); lianmeng words add|list|remove\n"


def words_folder(settings: Settings) -> Path:
    """Where the own tables are."""
    return settings.data / _FOLDER


def own_texts(settings: Settings) -> dict[str, str]:
    """The text of each own table that there is, by name. Raises TableError."""
    texts: dict[str, str] = {}
    for name in OWN_TABLES:
        path = words_folder(settings) / f"{name}.tsv"
        if not path.is_file():
            continue
        try:
            texts[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise TableError(f"{path} 不是 UTF-8 (not UTF-8)；请另存为 UTF-8") from error
        except OSError as error:
            raise TableError(f"{path} 读不了 (cannot be read)：{error.strerror}；请检查权限") from error
    return texts


def own_tables(settings: Settings) -> dict[str, list[dict[str, str]]]:
    """The rows of every own table, by its name. Raises TableError naming file and line."""
    texts = own_texts(settings)
    return {name: own_rows(name, texts.get(name, "")) for name in OWN_TABLES}


def write_rows(settings: Settings, name: str, rows: Sequence[Mapping[str, str]]) -> Path:
    """Makes these the rows of an own table; without rows the file goes. Raises TableError when it cannot be written."""
    path = words_folder(settings) / f"{name}.tsv"
    columns = OWN_TABLES[name]
    lines = ["\t".join(columns), *("\t".join(row[column] for column in columns) for row in rows)]
    part = path.with_suffix(".part")
    try:
        if not rows:
            path.unlink(missing_ok=True)
            return path
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise TableError(f"{path} 写不了 (cannot be written)：{error.strerror}；请检查权限和剩余空间") from error
    return path
