"""Projects of alliances and of organisations; a carrier of a project is no member. All names are invented or common."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.rules import projects

A = "竹材产业技术创新战略联盟"
Edges = Callable[..., set[tuple[str, str, str, str]]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            f"{A}将先期开展竹材防霉、竹炭改性技术和竹材采伐装备三个项目的攻关。",
            {"竹材防霉", "竹炭改性技术", "竹材采伐装备"},
        ),
        (f"{A}以“竹缠绕复合材料”项目为龙头，开展合作。", {"竹缠绕复合材料"}),
        (f"{A}启动实施“竹材连续热压”和“竹笋保鲜”两个项目。", {"竹材连续热压", "竹笋保鲜"}),
        (f"{A}承担国家科技支撑计划“竹材高效利用”项目。", {"竹材高效利用"}),
        (f"{A}建成一条万吨级竹浆示范线。", {"万吨级竹浆示范线"}),
    ],
)
def test_an_alliance_runs_projects(edges: Edges, text: str, names: set[str]) -> None:
    assert edges(projects.rule, text) == {(A, "RUNS", name, "") for name in names}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"{A}的“竹材高值化利用”课题由南京林业大学牵头，浙江大学、江苏大学等单位参与。",
            {("南京林业大学", "竹材高值化利用"), ("浙江大学", "竹材高值化利用"), ("江苏大学", "竹材高值化利用")},
        ),
        (
            f"{A}承担的“竹材阻燃”项目通过验收，该项目由南京林业大学主持，浙江大学参与。",
            {("南京林业大学", "竹材阻燃"), ("浙江大学", "竹材阻燃")},
        ),
        (f"{A}成立。浙江大学承担竹纤维提取项目的研发。", {("浙江大学", "竹纤维提取")}),
        (f"{A}成立。宝钢集团有限公司投资建设第一座工业化的竹炭厂。", {("宝钢集团有限公司", "竹炭厂")}),
        (f"{A}成立，依托宝钢集团有限公司承担的北山工程。", {("宝钢集团有限公司", "北山工程")}),
    ],
)
def test_an_organisation_undertakes_projects(edges: Edges, text: str, found: set[tuple[str, str]]) -> None:
    undertaken = {edge for edge in edges(projects.rule, text) if edge[1] == "UNDERTAKES"}
    assert undertaken == {(head, "UNDERTAKES", tail, "") for head, tail in found}


@pytest.mark.parametrize(
    "text",
    [
        f"会议由浙江大学承办，{A}的成员单位参加。",
        f"{A}承担国家科技支撑计划等课题5项。",
        f"{A}组织申报科技项目，开展技术培训和学术交流。",
        f"{A}以企业为主体，以市场为导向，以“产学研用”为纽带。",
        f"{A}建成示范线3条。",
        f"{A}的培训项目通过验收，该项目由南京林业大学主持。",
        f"江苏大学承担了科研项目。{A}对此表示祝贺。",
    ],
)
def test_what_names_no_project(edges: Edges, text: str) -> None:
    assert edges(projects.rule, text) == set()
