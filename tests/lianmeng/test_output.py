"""Files that appear whole, and what is no file."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from lianmeng.output import write_whole


def test_a_file_appears_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    write_whole(path, ["一\n", "二\n"])
    assert path.read_text(encoding="utf-8") == "一\n二\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(path.read_text(encoding="utf-8")))
    reader.start()
    write_whole(path, ["一\n"])
    reader.join(10)
    assert read == ["一\n"]
    assert path.is_fifo()
