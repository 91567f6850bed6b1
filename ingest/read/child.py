"""The reading process: bytes of one file in, its text out as JSON, and then it ends.

Files from the web are not to be trusted, and their parsers are large. So a parser runs here, under limits of memory and
time; whatever it does, only this process dies of it. `python -m ingest.read.child FORMAT LIMITS`; the bytes come on
the standard input. `ingest.read.apart` starts it.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from dataclasses import asdict

from graph.errors import UnreadableSource
from ingest.read.yielded import ReadingLimits, Yielded

READERS = {
    "html": ("ingest.read.html", "read_page"),
    "pdf": ("ingest.read.pdf", "read_pdf"),
    "docx": ("ingest.read.word", "read_word"),
    "xlsx": ("ingest.read.workbook", "read_workbook"),
}


def read(format_: str, data: bytes, limits: ReadingLimits) -> Yielded:
    """The file's text. Raises UnreadableSource, and for damaged files whatever the parser raises."""
    module, function = READERS[format_]
    yielded: Yielded = getattr(importlib.import_module(module), function)(data, limits)
    if len(yielded.text) > limits.characters:
        raise UnreadableSource(f"文字超过 {limits.characters:,} 字 (too much text)；请拆分文件")
    return yielded


def restrict(limits: ReadingLimits) -> None:
    """Binds this process to the limits, as far as the system can (macOS does not hold one to its memory)."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_CPU, limits.seconds)):
        hard = resource.getrlimit(kind)[1]
        try:
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):
            continue


def main() -> None:
    """Reads the arguments and the standard input, writes one JSON object."""
    limits = ReadingLimits(**json.loads(sys.argv[2]))
    restrict(limits)
    # What a parser prints must not mix with the answer.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        result: dict[str, object] = asdict(read(sys.argv[1], sys.stdin.buffer.read(), limits))
    except UnreadableSource as error:
        result = {"refused": str(error)}
    except MemoryError:
        result = {"refused": f"读取需要的内存超过 {limits.memory:,} 字节 (out of memory)；请拆分文件"}
    with answer:
        answer.write(json.dumps(result).encode())


if __name__ == "__main__":
    main()
