"""Refuses seed tables that do not fit their schema; part of `make check`."""

from __future__ import annotations

import sys
from pathlib import Path

from graph.errors import TableError
from ingest.read.table_schema import refuse_wrong_tables

if __name__ == "__main__":
    try:
        refuse_wrong_tables(Path(__file__).parent.parent / "data" / "seed" / "tables")
    except TableError as error:
        sys.exit(str(error))
