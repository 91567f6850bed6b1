"""The lists of doubts: undecided names and near pairs with sentence and settling command; tables explained by row."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.settings import Settings
from lianmeng.words.folder import words_folder

Run = Callable[..., Any]
ALLIANCE = "河湾石墨膜产业技术创新战略联盟"
ONE, OTHER = "金阳新型材料有限公司", "金阳新材料有限公司"


@pytest.fixture
def doubtful(lianmeng: Run, command_settings: Settings, tmp_path: Path) -> Iterator[Run]:
    folder = tmp_path / "doubts"
    folder.mkdir()
    (folder / "a.txt").write_text(f"{ALLIANCE}由{ONE}、湖南大学等2家单位发起。", encoding="utf-8")
    (folder / "b.txt").write_text(f"{ALLIANCE}由{OTHER}、金钢等3家单位组成。", encoding="utf-8")
    lianmeng("ingest", folder, "-q")
    yield lianmeng
    shutil.rmtree(words_folder(command_settings), ignore_errors=True)


def test_near_names_come_with_sentence_and_commands(doubtful: Run) -> None:
    near = json.loads(doubtful("report", "-f", "json").out)["near"]
    assert [(row["one"], row["other"]) for row in near] == [(ONE, OTHER)]
    assert OTHER in near[0]["sentence"]
    assert near[0]["settle"] == [
        f"lianmeng words add aliases {OTHER} {ONE}",
        f"lianmeng words add apart {ONE} {OTHER}",
    ]


def test_a_judged_pair_is_listed_no_more(doubtful: Run) -> None:
    doubtful("words", "add", "apart", ONE, OTHER)
    assert json.loads(doubtful("report", "-f", "json").out)["near"] == []


def test_undecided_names_come_with_sentence_and_commands(doubtful: Run) -> None:
    undecided = json.loads(doubtful("report", "-f", "json").out)["undecided"]
    assert [row["name"] for row in undecided] == ["金钢"]
    assert "金钢" in undecided[0]["sentence"]
    assert any(command.startswith("lianmeng words add aliases 金钢") for command in undecided[0]["settle"])


def test_for_people_the_commands_stand_in_the_table(doubtful: Run) -> None:
    shown = doubtful("report").out
    assert "相近的名称" in shown
    assert f"lianmeng words add apart {ONE} {OTHER}\n" in shown


def test_a_table_is_explained_row_by_row(lianmeng: Run, tmp_path: Path) -> None:
    file = tmp_path / f"{ALLIANCE}成员名单.csv"
    file.write_text(f"单位名称,联盟职务\n{ONE},理事长单位\n湖南大学,理事单位\n", encoding="utf-8")
    rows = json.loads(lianmeng("explain", file, "-f", "json").out)
    assert [row["text"] for row in rows] == ["单位名称,联盟职务", f"{ONE},理事长单位", "湖南大学,理事单位"]
    assert any("roles=chair" in fact for fact in rows[1]["facts"])
    assert not any("roles=chair" in fact for fact in rows[2]["facts"])
