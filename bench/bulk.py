"""How long the bulk files take, against the tool that imports them: `python -m bench.bulk [--share 1] [--java java]`.

The sources of make_graph.py are made first, by another process, and laid on disk: neither making nor reading them back
is timed. Then the files are written, and the real neo4j-admin of the tests (Maven artifacts) imports them into an empty
store. Wall time and processor time (on a machine with other work only the latter can be compared), one run. The report goes to standard output and is kept by hand in bench/bulk.md.
"""

from __future__ import annotations

import argparse
import os
import pickle
import platform
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.make_graph import make_graph
from graph.bulk.arguments import ARGUMENTS
from graph.bulk.write import bulk_files
from graph.facts import SourceFacts
from graph.model import load_model

_ROOT = Path(__file__).resolve().parent.parent
_BAR = 1.5


@dataclass(frozen=True)
class Written:
    """The writing of the files: seconds to take the sources in and to make the files, processor seconds of both, bytes,
    peak memory in MB."""

    sources: int
    evidence: int
    taking: float
    making: float
    processor: float
    size: int
    memory: float

    @property
    def seconds(self) -> float:
        """All of it."""
        return self.taking + self.making


@dataclass(frozen=True)
class Imported:
    """The tool: its own time, that of its process, processor seconds, and what it says it made."""

    own: float
    whole: float
    processor: float
    nodes: int
    relationships: int
    memory: str


def write(folder: Path, sources: Iterable[SourceFacts]) -> Written:
    """Writes the files, timing only what the files need."""
    count = evidence = 0
    taking = processor = 0.0
    with bulk_files(folder, load_model()) as spool:
        for facts in sources:
            start, before = time.perf_counter(), time.process_time()
            spool.add(facts)
            taking, processor = taking + time.perf_counter() - start, processor + time.process_time() - before
            count, evidence = count + 1, evidence + len(facts.evidence)
        start, before = time.perf_counter(), time.process_time()
    making, processor = time.perf_counter() - start, processor + time.process_time() - before
    size = sum(path.stat().st_size for path in folder.iterdir())
    return Written(
        count, evidence, taking, making, processor, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    )


def run_tool(folder: Path, home: Path, lib: Path, java: str, heap: str) -> Imported:
    """Imports the files into a new store in `home`; ends the program when the tool fails."""
    for name in ("conf", "data", "logs", "run", "plugins", "import"):
        (home / name).mkdir(parents=True)
    command = [java, f"-Xmx{heap}", "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", f"{lib}/*"]
    start, before = time.perf_counter(), _of_children()
    done = subprocess.run(
        [*command, "org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j", f"@{ARGUMENTS}"],
        cwd=folder,
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf"), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    whole, said = time.perf_counter() - start, done.stdout
    if done.returncode != 0:
        sys.exit(f"neo4j-admin {done.returncode}: {(said + done.stderr)[-3000:]}")
    processor = _of_children() - before
    return Imported(
        own_seconds(said), whole, processor, _number(said, "nodes"), _number(said, "relationships"), _memory(said)
    )


def own_seconds(said: str) -> float:
    """The tool's own time from its last lines: `IMPORT DONE in 1m 9s 21ms.`"""
    done = re.search(r"IMPORT DONE in ([^.]+)\.", said)
    assert done is not None, said[-500:]
    factors = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
    return sum(int(number) * factors[unit] for number, unit in re.findall(r"(\d+)(ms|[hms])", done[1]))


def report(share: float, written: Written, imported: Imported) -> str:
    """The table for bench/bulk.md."""
    ratio = written.seconds / imported.own
    met = "达到 met" if ratio <= _BAR else "未达 not met"
    rows = (
        ("份额 share", f"{share:g}"),
        ("来源 sources、证据 evidence", f"{written.sources:,}、{written.evidence:,}"),
        ("文件 files", f"{written.size / 1e6:,.0f} MB"),
        ("收下来源 taking sources in", f"{written.taking:.1f} s"),
        ("排序、决定、写出 sorting, deciding, writing", f"{written.making:.1f} s"),
        ("写文件共 files in all", f"{written.seconds:.1f} s"),
        ("写文件的最大内存 peak memory of writing", f"{written.memory:,.0f} MB"),
        ("节点 nodes、关系 relationships", f"{imported.nodes:,}、{imported.relationships:,}"),
        ("neo4j-admin 自报 tool's own time", f"{imported.own:.1f} s"),
        ("neo4j-admin 进程 tool's process", f"{imported.whole:.1f} s"),
        ("neo4j-admin 自报最大内存 tool's peak memory", imported.memory),
        (f"写文件 / 工具 files / tool (bar {_BAR})", f"{ratio:.2f} {met}"),
        ("处理器时间 processor time: files", f"{written.processor:.1f} s"),
        ("处理器时间 processor time: tool", f"{imported.processor:.1f} s"),
        ("处理器时间之比 ratio of processor times", f"{written.processor / imported.processor:.2f}"),
    )
    return "| | |\n| --- | --: |\n" + "".join(f"| {name} | {value} |\n" for name, value in rows)


def lay_down(folder: Path, share: float) -> None:
    """Every source of that share of the graph as one file."""
    for number, facts in enumerate(make_graph(load_model(), share)):
        (folder / f"{number:06d}").write_bytes(pickle.dumps(facts))


def laid_down(folder: Path) -> Iterator[SourceFacts]:
    """The sources that `lay_down` made. They are ours, of this run."""
    for path in sorted(folder.iterdir()):
        yield pickle.loads(path.read_bytes())


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _number(said: str, what: str) -> int:
    found = re.search(rf"(\d+) {what}\n", said)
    return int(found[1]) if found else 0


def _memory(said: str) -> str:
    found = re.search(r"Peak memory usage: (\S+)", said)
    return found[1] if found else ""


def main() -> None:
    """Runs everything and prints the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--java", default="java")
    parser.add_argument("--heap", default="1g")
    parser.add_argument("--lib", type=Path, default=next(iter(sorted((_ROOT / ".cache").glob("neo4j-5*/lib"))), None))
    parser.add_argument("--keep", type=Path, help="folder for the sources and files, which stay")
    parser.add_argument("--lay-down", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.lay_down:
        lay_down(given.lay_down, given.share)
        return
    if given.lib is None:
        sys.exit("没有 Neo4j 的包 (no jars)：先运行一次需要 Neo4j 的测试，或用 --lib 指出文件夹")
    with TemporaryDirectory(prefix="lianmeng-bulk-") as made:
        place = given.keep or Path(made)
        sources = place / "sources"
        sources.mkdir(parents=True)
        again = [sys.executable, "-m", "bench.bulk", "--share", str(given.share), "--lay-down", str(sources)]
        subprocess.run(again, cwd=_ROOT, check=True)
        written = write(Path(place, "files"), laid_down(sources))
        imported = run_tool(Path(place, "files"), Path(place, "home"), given.lib, given.java, given.heap)
    version = next((path.stem.removeprefix("neo4j-") for path in given.lib.glob("neo4j-[0-9]*.jar")), "")
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} CPU, Neo4j {version}, "
          f"-Xmx{given.heap}\n\n{report(given.share, written, imported)}")  # fmt: skip


if __name__ == "__main__":
    main()
