"""How fast texts become facts: `python -m bench.ingest [--megabytes 20] [--runs 5]`, against `jieba.lcut` alone.

Both read the same bytes in one process, in the same run; medians. Writes nothing but its report to standard output,
which is kept by hand in bench/ingest.md with machine and date.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import jieba

from bench.corpus import dense, mixed
from graph.model import load_model
from ingest.canonical import make_canon
from ingest.pipeline import extract, make_reader
from ingest.resolve import source_facts_of
from ingest.source import Document, with_front_matter
from ingest.words.lexicon import load_lexicon
from ingest.words.segment import make_segmenter

_FIRST_FACT = (
    "from ingest.pipeline import extract, make_reader\n"
    "from ingest.source import Document\n"
    "from ingest.words.lexicon import load_lexicon\n"
    "from ingest.words.segment import make_segmenter\n"
    "text = '江宁石墨产业技术创新战略联盟于2010年5月在北京成立。'\n"
    "assert extract(Document(text, 't'), make_reader(load_lexicon(), make_segmenter())).values\n"
)


def median_seconds(work: Callable[[], object], runs: int) -> float:
    """Median processor time of so many runs."""
    taken: list[float] = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def facts_of(texts: Sequence[bytes]) -> Callable[[], int]:
    """Work that reads all texts from bytes to facts and counts the facts."""
    lexicon = load_lexicon()
    reader, canon = make_reader(lexicon, make_segmenter()), make_canon(lexicon, load_model())

    def work() -> int:
        found = 0
        for number, raw in enumerate(texts):
            document = with_front_matter(Document(raw.decode(), f"{number}.txt"))
            found += len(source_facts_of(extract(document, reader), canon, "bench").evidence)
        return found

    return work


def first_fact_seconds(runs: int) -> float:
    """Median wall time from process start to the first fact of a short text."""
    taken: list[float] = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", _FIRST_FACT], check=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Prints the table of bench/ingest.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    jieba.setLogLevel(60)
    jieba.initialize()
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, jieba {jieba.__version__}"
    )
    print("| 语料 corpus | MB | jieba.lcut MB/s | 文本到事实 bytes to facts MB/s | 倍数 ratio | 事实 facts |")
    print("| --- | --: | --: | --: | --: | --: |")
    for name, make in (("密 dense", dense), ("疏 mixed", mixed)):
        texts = [text.encode() for text in make(arguments.megabytes)]
        size = sum(map(len, texts)) / 1e6
        work = facts_of(texts)
        gc.collect()
        gc.freeze()
        facts = work()
        cut = median_seconds(lambda texts=texts: [jieba.lcut(raw.decode()) for raw in texts], arguments.runs)  # type: ignore[misc]
        read = median_seconds(work, arguments.runs)
        print(
            f"| {name} | {size:.1f} | {size / cut:.2f} | {size / read:.2f} | {cut / read:.2f} | {facts} |", flush=True
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n最大内存 peak memory {memory:.0f} MB；首个事实 first fact {first_fact_seconds(arguments.runs):.2f} s")


if __name__ == "__main__":
    main()
