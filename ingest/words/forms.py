"""The parts of a unit's name that may be left out or shortened without its becoming another unit's.

Legal endings of companies, and the short names of a province's or city's bodies. Which names of a text mean the same
is decided in `coreference.py`, which name of the tables in `canonical.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.later import later

_LEGAL_FORM = later(r"(?:\(集团\)|集团|股份|有限|责任|控股|总)*公司$|集团$|\(集团\)$")
# 省科技厅: a body named by its level alone, and how its name reads in full.
_LOCAL_BODY = later(r"(?P<level>[省市区县])(?P<body>[\u4e00-\u9fff]{2,9}[厅局委会办])")
_BODIES = {
    "科技厅": "科学技术厅",
    "科技局": "科学技术局",
    "科委": "科学技术委员会",
    "发改委": "发展和改革委员会",
    "发改局": "发展和改革局",
    "工信厅": "工业和信息化厅",
    "工信局": "工业和信息化局",
    "经信委": "经济和信息化委员会",
    "经信厅": "经济和信息化厅",
    "经信局": "经济和信息化局",
}


def without_legal_form(name: str) -> str:
    """The name without 有限公司, 集团 and their like at its end; may be empty."""
    return _LEGAL_FORM.sub("", name)


def local_bodies(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(short, whole): 省科技厅 where the names hold one 某某省科学技术厅 and no other."""
    known = sorted(set(names))
    for short in known:
        match = _LOCAL_BODY.fullmatch(short)
        if match is None:
            continue
        body = match["body"]
        endings = (short, match["level"] + _BODIES.get(body, body))
        whole = [name for name in known if name != short and name.endswith(endings) and name not in endings]
        if len(whole) == 1:
            yield short, whole[0]
