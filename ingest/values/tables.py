"""Reads the small tables of words that the values need (`ingest/words/*.tsv`): tab-separated, `#` for comments.

The lexicon of names has its own reader; here are only closed lists that ship with the code.
"""

from importlib.resources import files

from graph.errors import TableError


def rows(name: str, columns: int) -> list[tuple[str, ...]]:
    """The rows of a table, each with exactly `columns` fields (missing ones at the end are empty).

    Raises TableError when a row has more fields than that.
    """
    found: list[tuple[str, ...]] = []
    text = files("ingest").joinpath("words", name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) > columns:
            place = f"词表 {name} 第 {number} 行"
            raise TableError(f"{place}有 {len(fields)} 列 (row too long)：应为 {columns} 列，请检查制表符")
        found.append((*fields, *[""] * (columns - len(fields))))
    return found
