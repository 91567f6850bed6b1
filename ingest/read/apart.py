"""Starts the reading process for one file and turns whatever happens to it into a Document or an error of our family.

The process is a new Python, never a fork: it has none of our descriptors, locks or connections. What it does is in
`ingest.read.child`.
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import asdict

from graph.errors import UnreadableSource
from graph.store.python import module_command, module_environment
from ingest.read.text import digest
from ingest.read.yielded import ReadingLimits, Yielded
from ingest.source import Document, Header

# How Python, C++ and libxml2 (which has no words for it) say that there was no more memory.
_OUT_OF_MEMORY = ("MemoryError", "bad_alloc", "Memory allocation failed", "XMLSyntaxError: unknown error")


def read_apart(format_: str, data: bytes, *, collection: str, relative: str, limits: ReadingLimits) -> Document:
    """The document in `data`, a file of `format_` (html, pdf, docx or xlsx), read in a process of its own.

    Raises UnreadableSource, naming the file, when it is damaged, locked, empty or over a limit.
    """
    yielded = _run(format_, data, relative, limits)
    header = Header(title=yielded.title, date=yielded.date, genre=yielded.genre)
    return Document(yielded.text, relative, collection, header, sha256=digest(data), reader=yielded.reader)


def _run(format_: str, data: bytes, relative: str, limits: ReadingLimits) -> Yielded:
    command = module_command("ingest.read.child", format_, json.dumps(asdict(limits)))
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=limits.seconds, env=module_environment(os.environ)
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableSource(f"{relative}：{limits.seconds} 秒内没有读完 (timeout)；请拆分文件") from error
    except OSError as error:
        raise UnreadableSource(f"{relative}：读取进程没有启动 (cannot start)：{error.strerror}") from error
    if done.returncode != 0:
        raise UnreadableSource(f"{relative}：{_end(format_, done.returncode, done.stderr, limits)}")
    result = json.loads(done.stdout)
    if "refused" in result:
        raise UnreadableSource(f"{relative}：{result['refused']}")
    return Yielded(**result)


def _end(format_: str, code: int, errors: bytes, limits: ReadingLimits) -> str:
    """What to tell of a reading process that ended without an answer: a parser's own error, or a signal."""
    if code == -_signal("SIGXCPU"):
        return f"{limits.seconds} 秒内没有读完 (timeout)；请拆分文件"
    lines = errors.decode("utf-8", "replace").strip().splitlines()
    if code > 0 and lines:
        if any(words in lines[-1] for words in _OUT_OF_MEMORY):
            return f"读取需要的内存超过 {limits.memory:,} 字节 (out of memory)；请拆分文件"
        return f"{format_} 文件不完整或已损坏 (damaged)：{lines[-1][:200]}；请重新下载或另存"
    return f"读取进程中断 (reader stopped, code {code})：文件已损坏，或所需内存超过 {limits.memory:,} 字节；请重新另存"


def _signal(name: str) -> int:
    import signal

    return int(getattr(signal, name, 0))
