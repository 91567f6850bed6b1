"""Technologies that an alliance or organisation works on, by its own words; those only spoken of are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.rules import technologies

A = "竹材产业技术创新战略联盟"
Edges = Callable[..., set[tuple[str, str, str, str]]]


@pytest.mark.parametrize(
    ("text", "head", "names"),
    [
        (f"{A}将围绕竹材防霉、竹纤维提取和竹炭改性等关键技术开展联合攻关。", A, {"竹材防霉", "竹纤维提取", "竹炭改性"}),
        (f"{A}重点研究竹材防霉技术。", A, {"竹材防霉技术"}),
        (f"{A}突破竹材弧形重组、竹展平等一批共性技术。", A, {"竹材弧形重组", "竹展平"}),
        (f"{A}将在竹的防霉、防裂、制炭等方面研究开发前沿技术。", A, {"竹的防霉", "竹的防裂", "竹制炭"}),
        (f"{A}成立。以浙江大学为主，重点开展竹材仿真研究。", "浙江大学", {"竹材仿真"}),
        (f"浙江大学自主研发了竹纤维改性技术，{A}表示祝贺。", "浙江大学", {"竹纤维改性技术"}),
        (f"{A}集中攻关竹浆管理与发电、竹材干燥等技术。", A, {"竹浆管理与发电", "竹材干燥"}),
    ],
)
def test_technologies(edges: Edges, text: str, head: str, names: set[str]) -> None:
    assert edges(technologies.rule, text) == {(head, "WORKS_ON", name, "") for name in names}


@pytest.mark.parametrize(
    "text",
    [
        f"{A}组织成员单位开展联合攻关，突破产业发展的核心技术，提升产业技术创新能力。",
        f"{A}开展技术培训和学术交流，研究制定行业发展规划。",
        f"专家认为，国外企业采用的是连续平压技术。{A}对此进行了讨论。",
        f"{A}围绕竹材加工开展产学研合作。",
        f"竹材防霉技术在国外已很成熟，{A}的专家介绍。",
        f"{A}突破了一大批关键核心技术。",
        f"{A}研发了一系列新装备。",
        f"{A}先期开展竹材防霉、竹炭改性两个项目的研发。",
    ],
)
def test_what_is_no_work_on_a_technology(edges: Edges, text: str) -> None:
    assert edges(technologies.rule, text) == set()
