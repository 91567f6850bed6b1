"""Files under addresses that change with their content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.model import Model
from web import assets
from web.assets import D3_FILES, load_assets


def test_the_colours_come_from_the_model(model: Model) -> None:
    text = load_assets(model).files["kinds.css"].body.decode()
    for kind in model.kinds.values():
        assert f".k-{kind.key} {{ --kind: {kind.colour}; }}" in text
    for node in model.nodes.values():
        assert f".l-{node.label} {{ --kind: {node.colour}; }}" in text


def test_without_d3_there_is_no_script_of_it(model: Model, tmp_path: Path) -> None:
    assert assets._d3(tmp_path / "none") is None
    for name in D3_FILES[:-1]:
        (tmp_path / f"{name}.min.js").write_text(name)
    assert assets._d3(tmp_path) is None
    (tmp_path / f"{D3_FILES[-1]}.min.js").write_text("last")
    joined = assets._d3(tmp_path)
    assert joined is not None
    assert joined.decode().splitlines() == [*D3_FILES[:-1], "last"]


def test_an_asset_is_kept_for_good_under_its_version_only(pages: Any, model: Model) -> None:
    version = load_assets(model).version
    good = pages.get(f"/assets/{version}/page.css")
    assert "immutable" in good.headers["cache-control"]
    assert good.headers["content-type"] == "text/css; charset=utf-8"
    assert pages.get("/assets/older/page.css").headers["cache-control"] == "no-cache"
    assert pages.get(f"/assets/{version}/page.html").status_code == 404
