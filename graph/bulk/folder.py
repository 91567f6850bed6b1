"""The folder of a bulk export: written beside its place and renamed when it is whole, so that no half of one is taken
for a whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import OutputError


def refuse_used(folder: Path) -> None:
    """Raises OutputError when `folder` is a file or has something in it."""
    try:
        used = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise OutputError(f"{folder}：打不开 (cannot be opened)：{error.strerror}；请检查权限") from error
    if used:
        raise OutputError(
            f"批量导入文件不能写到 {folder}：不是空文件夹 (not an empty folder)；请给一个新的文件夹，或先清空它"
        )


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A folder to write into, which becomes `folder` when the block ends well and disappears when it does not.

    A process killed meanwhile leaves `.NAME.PID.part` beside the place and nothing in it. Raises OutputError.
    """
    folder = folder.absolute()
    refuse_used(folder)
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if part.exists():  # of a killed process that had this number
            shutil.rmtree(part)
        part.mkdir()
    except OSError as error:
        raise OutputError(
            f"{folder} 旁边不能新建文件夹 (cannot make a folder beside it)：{error.strerror}；请检查权限"
        ) from error
    try:
        yield part
        _make_lasting(part)
        refuse_used(folder)
        part.rename(folder)
        _make_lasting(folder.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _make_lasting(folder: Path) -> None:
    """A power cut after the rename must not leave names without their contents."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
