"""A row that is too long is refused with its place, in both languages."""

import pytest

from graph.errors import TableError
from ingest.values.tables import rows


def test_missing_fields_at_the_end_are_empty() -> None:
    assert all(len(row) == 5 for row in rows("units.tsv", 5))


def test_a_row_with_too_many_fields_is_refused() -> None:
    with pytest.raises(TableError, match=r"comparators\.tsv 第 \d+ 行.*row too long"):
        rows("comparators.tsv", 3)
