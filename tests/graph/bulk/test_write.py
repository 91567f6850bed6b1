"""The files hold the graph of the sources, fact for fact, and the same bytes whatever the order of the sources."""

from __future__ import annotations

import os
import subprocess
import tracemalloc
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.bulk.runs import Runs
from graph.bulk.write import bulk_files
from graph.errors import ModelError, OutputError
from graph.model import Model
from graph.store.python import module_command, module_environment

ORGANIZATIONS = ["首钢", "北科大", "某中心"]
ALLIANCES = ["钢铁联盟", "煤炭联盟"]
GRADES = st.sampled_from(["high", "medium", "low"])
ANY = st.sampled_from(ORGANIZATIONS + ALLIANCES)
NAMES = st.sampled_from(ORGANIZATIONS)
ALLIANCE_NAMES = st.sampled_from(ALLIANCES)
STATEMENT = (
    st.tuples(st.just("member"), ANY, ALLIANCE_NAMES, st.just(""), GRADES)
    | st.tuples(st.just("role"), NAMES, ALLIANCE_NAMES, st.sampled_from(["lead", "chair", "observer"]), GRADES)
    | st.tuples(st.just("state"), NAMES, ALLIANCE_NAMES, st.sampled_from(["ended", "proposed"]), GRADES)
    | st.tuples(st.just("since"), NAMES, ALLIANCE_NAMES, st.sampled_from(["2007", "2008"]), GRADES)
    | st.tuples(st.just("founded"), ALLIANCE_NAMES, st.sampled_from(["2007", '二"〇〇八"']), st.just(""), GRADES)
    | st.tuples(st.just("alias"), NAMES, st.sampled_from(["甲", "乙,\n丙", '"']), st.just(""), GRADES)
    | st.tuples(st.just("stated"), NAMES, st.sampled_from(["company", "institute"]), st.just(""), GRADES)
    | st.tuples(
        st.just("target"), ALLIANCE_NAMES, st.sampled_from(["38", "40"]), st.sampled_from(["万吨", "10kt"]), GRADES
    )
    | st.tuples(st.just("project"), ALLIANCE_NAMES, st.sampled_from(["新流程", "节能"]), st.just(""), GRADES)
    | st.tuples(st.just("part"), NAMES, NAMES, st.just(""), GRADES)
)
KINDS = st.dictionaries(NAMES, st.sampled_from(["Company", "University"]), max_size=2)
LINEAGES = st.dictionaries(NAMES, st.sampled_from(["一脉", "又一脉"]), max_size=3)
SOURCES = st.lists(st.lists(STATEMENT, max_size=8), max_size=4)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(said=SOURCES, kinds=KINDS, lineages=LINEAGES, data=st.data())
def test_the_files_hold_the_graph_of_the_sources_in_any_order(
    build: ModuleType,
    files: ModuleType,
    model: Model,
    said: list[list[tuple[str, str, str, str, str]]],
    kinds: dict[str, str],
    lineages: dict[str, str],
    data: st.DataObject,
) -> None:
    tables = build.Tables("edition-1", kinds=kinds, lineages=lineages)
    sources = [
        build.build(model, f"来源{number}", [build.Said(*parts) for parts in statements], tables)
        for number, statements in enumerate(said)
    ]
    with TemporaryDirectory() as place:
        one = files.write_all(Path(place, "one"), model, sources)
        assert files.as_dump(one, model) == build.expected_lines(model, sources)
        other = files.write_all(Path(place, "other"), model, data.draw(st.permutations(sources)))
        assert files.contents(other) == files.contents(one)


def test_what_does_not_fit_into_memory_makes_the_same_bytes(
    build: ModuleType, files: ModuleType, model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements = [
        build.Said("member", f"机构{number % 37}", f"第{number % 11}联盟", "", grade)
        for number, grade in enumerate(["high", "low", "medium"] * 40)
    ]
    sources = [build.build(model, f"来源{n}", statements[n::4]) for n in range(4)]
    small = files.write_all(tmp_path / "small", model, sources)
    made = Runs.__init__
    monkeypatch.setattr(Runs, "__init__", lambda self, folder, name: made(self, folder, name, 2_000))
    monkeypatch.setattr("graph.bulk.runs._FAN", 3)
    monkeypatch.setattr("graph.bulk.spool._WAITING", 5)
    monkeypatch.setattr("graph.bulk.counts._ALLIANCES", 2)
    assert files.contents(files.write_all(tmp_path / "spilled", model, sources[::-1])) == files.contents(small)
    assert files.as_dump(small, model) == build.expected_lines(model, sources)


def test_where_the_tables_changed_between_sources_the_last_place_stands(
    build: ModuleType, files: ModuleType, model: Model, tmp_path: Path
) -> None:
    older = build.build(model, "甲", [build.Said("member", "首钢", "钢铁联盟")])
    tables = build.Tables("edition-2", kinds={"首钢": "Company"}, lineages={"首钢": "一脉"})
    newer = build.build(model, "乙", [build.Said("member", "首钢", "钢铁联盟")], tables)
    one = files.write_all(tmp_path / "one", model, [older, newer])
    two = files.write_all(tmp_path / "two", model, [newer, older])
    assert files.contents(one) == files.contents(two)
    assert "node.Organization-OtherOrganization.csv" in files.contents(one)  # 乙 sorts before 甲


def test_numbers_that_are_not_whole_have_files_of_their_own(
    build: ModuleType, files: ModuleType, model: Model, tmp_path: Path
) -> None:
    facts = build.build(model, "甲", [build.Said("target", "钢铁联盟", "38", "万吨")])
    (target,) = (item for item in facts.entities if item.label == "Target")
    half = replace(target, properties=tuple(sorted({**dict(target.properties), "norm_value": 0.5}.items())))
    entities = tuple(half if item is target else item for item in facts.entities)
    folder = files.write_all(tmp_path / "files", model, [replace(facts, entities=entities)])
    names = files.contents(folder).keys()
    assert "node.Target.norm_value.csv" in names
    assert "node.Target.csv" not in names
    (row,) = [line for line in files.as_dump(folder, model) if '"Target"' in line]
    assert '"norm_value":0.5' in row


def test_a_long_text_makes_the_tool_read_more_at_a_time(
    build: ModuleType, files: ModuleType, model: Model, tmp_path: Path
) -> None:
    facts = build.build(model, "甲", [])
    options = [
        (files.write_all(tmp_path / name, model, [replace(facts, text="长" * size)]) / "import.args").read_text()
        for name, size in (("short", 10_000), ("long", 2_000_000))
    ]
    assert "--read-buffer-size" not in options[0]
    assert "--read-buffer-size=8m" in options[1]


@pytest.mark.parametrize("alias", ["甲\x1f乙", ""])
def test_a_list_value_that_no_file_can_hold_is_refused_before_the_source_is_taken(
    build: ModuleType, files: ModuleType, model: Model, tmp_path: Path, alias: str
) -> None:
    good = build.build(model, "甲", [build.Said("member", "首钢", "钢铁联盟")])
    bad = build.build(model, "乙", [build.Said("alias", "首钢", alias)])
    worse = build.build(model, "丙", [build.Said("member", "首钢", "煤炭联盟")], based_on=(alias,))
    with bulk_files(tmp_path / "out", model) as spool:
        spool.add(good)
        for facts in (bad, worse):
            with pytest.raises(ModelError, match="U\\+001F"):
                spool.add(facts)
    assert files.as_dump(tmp_path / "out", model) == build.expected_lines(model, [good])


def test_a_folder_in_use_is_refused_and_nothing_in_it_changes(
    build: ModuleType, files: ModuleType, model: Model, tmp_path: Path
) -> None:
    sources = [build.build(model, "甲", [build.Said("member", "首钢", "钢铁联盟")])]
    folder = files.write_all(tmp_path / "out", model, sources)
    before = files.contents(folder)
    with pytest.raises(OutputError, match="不是空文件夹"), bulk_files(folder, model):
        pytest.fail("the block must not run")
    with pytest.raises(OutputError), bulk_files(folder / "import.args", model):
        pytest.fail("the block must not run")
    assert files.contents(folder) == before
    (tmp_path / "empty").mkdir()
    assert files.contents(files.write_all(tmp_path / "empty", model, sources)) == before


def test_an_error_leaves_nothing(build: ModuleType, model: Model, tmp_path: Path) -> None:
    def fail(sources: Iterable[str]) -> None:
        with bulk_files(tmp_path / "out", model) as spool:
            for name in sources:
                spool.add(build.build(model, name, [build.Said("member", "首钢", "钢铁联盟")]))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail(["甲", "乙"])
    assert list(tmp_path.iterdir()) == []


DIES = """
import os, sys
from pathlib import Path
from graph.bulk.write import bulk_files
from graph.model import load_model
with bulk_files(Path(sys.argv[1]), load_model()) as spool:
    os._exit(9)
"""


def test_a_process_that_dies_leaves_no_folder_and_hinders_no_later_one(
    build: ModuleType, files: ModuleType, model: Model, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    command = [*module_command("")[:-2], "-c", DIES, str(folder)]
    assert subprocess.run(command, env=module_environment({"PATH": os.environ["PATH"]}), check=False).returncode == 9
    (left,) = tmp_path.iterdir()
    assert not folder.exists()
    assert left.name.startswith(".out.")
    sources = [build.build(model, "甲", [build.Said("member", "首钢", "钢铁联盟")])]
    assert files.as_dump(files.write_all(folder, model, sources), model) == build.expected_lines(model, sources)


def test_memory_does_not_grow_with_the_number_of_sources(
    build: ModuleType, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Runs.__init__
    monkeypatch.setattr(Runs, "__init__", lambda self, folder, name: made(self, folder, name, 100_000))
    monkeypatch.setattr("graph.bulk.runs._FAN", 4)
    monkeypatch.setattr("graph.bulk.spool._WAITING", 100)
    monkeypatch.setattr("graph.bulk.counts._ALLIANCES", 100)

    def peak(number: int) -> int:
        tracemalloc.start()
        try:
            with TemporaryDirectory() as place, bulk_files(Path(place, "out"), model) as spool:
                for one in range(number):
                    said = [build.Said("member", f"机构{one}.{two}", f"第{one}联盟") for two in range(20)]
                    spool.add(build.build(model, f"来源{one}", said))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(40)  # what is made once
    assert peak(160) < 1.1 * peak(40)
