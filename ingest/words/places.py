"""Provinces and the cities that stand alone in founding sentences, with their administrative path.

Only what a text needs to say where: 在京 is 北京市, 在大连 is 辽宁省/大连市. Names are those of GB/T 2260.
"""

from __future__ import annotations

from importlib import resources

_SHORT = {"京": "北京市", "沪": "上海市", "津": "天津市", "渝": "重庆市", "穗": "广东省/广州市", "蓉": "四川省/成都市", "汉": "湖北省/武汉市", "宁": "江苏省/南京市", "杭": "浙江省/杭州市", "济": "山东省/济南市", "长": ""}  # fmt: skip


def load_places() -> dict[str, str]:
    """Name or short name of a place → administrative path."""
    paths: dict[str, str] = {}
    text = resources.files("ingest.words").joinpath("places.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        province, full, cities = line.split("\t")[:3]
        paths[province] = paths[full] = full
        for city in cities.split("|") if cities else ():
            paths.setdefault(city, f"{full}/{city}市")
            paths.setdefault(city + "市", f"{full}/{city}市")
    paths |= {name: path for name, path in _SHORT.items() if path}
    return paths
