"""A table of several alliances as one source an alliance; everything else stays as it is."""

from __future__ import annotations

from pathlib import Path

from ingest.read.files import SourceFile
from ingest.read.table_rows import read_rows
from lianmeng.ingesting.splitting import split_tables

TABLE = (
    "联盟名称,单位名称,角色\n"
    "临江阀门产业技术创新战略联盟,临江大学,理事长单位\n"
    "临江竹材产业技术创新战略联盟,临江林业科学研究院,\n"
    '临江阀门产业技术创新战略联盟,"临江重工股份有限公司,原临江机器厂",成员单位\n'
)


def split(tmp_path: Path, name: str, text: str) -> list[SourceFile]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return split_tables([SourceFile(path, "集", name)], tmp_path / "parts", 1_000_000)


def test_each_alliance_is_a_source_of_its_own(tmp_path: Path) -> None:
    parts = split(tmp_path, "members.csv", TABLE)
    assert [part.relative for part in parts] == [
        "members.csv/临江阀门产业技术创新战略联盟.csv",
        "members.csv/临江竹材产业技术创新战略联盟.csv",
    ]
    first = list(read_rows(parts[0].path.read_text(encoding="utf-8")))
    assert [row.values[1] for row in first] == ["单位名称", "临江大学", "临江重工股份有限公司,原临江机器厂"]


def test_no_row_is_lost(tmp_path: Path) -> None:
    parts = split(tmp_path, "members.csv", TABLE)
    kept = [row.values for part in parts for row in list(read_rows(part.path.read_text(encoding="utf-8")))[1:]]
    assert sorted(kept) == sorted(row.values for row in list(read_rows(TABLE))[1:])


def test_a_table_of_one_alliance_stays(tmp_path: Path) -> None:
    text = "联盟名称,单位名称\n临江阀门产业技术创新战略联盟,临江大学\n"
    assert [file.relative for file in split(tmp_path, "one.csv", text)] == ["one.csv"]


def test_a_text_and_a_broken_table_stay(tmp_path: Path) -> None:
    assert [file.relative for file in split(tmp_path, "news.txt", TABLE)] == ["news.txt"]
    broken = '联盟名称,单位名称\n"没有合上的引号,临江大学\n'
    assert [file.relative for file in split(tmp_path, "broken.csv", broken)] == ["broken.csv"]


def test_names_that_no_file_can_have_are_written_differently(tmp_path: Path) -> None:
    text = "联盟名称,单位名称\n甲/乙联盟,临江大学\n../丙联盟,临江大学\n"
    parts = split(tmp_path, "odd.csv", text)
    assert [part.path.parent for part in parts] == [tmp_path / "parts" / "0"] * 2
