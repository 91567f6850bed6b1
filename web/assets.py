"""Style sheets and scripts under addresses that change with their content, so that a browser may keep them for good.

d3 is not part of this project: `scripts/pictures.sh` puts its files beside ours (`web/d3/`) when they can be had, and
they are served as one script. Without them the pages work and say that pictures are missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable

from graph.model import Model

# In the order in which each finds what it needs: every file adds its names to the global `d3`.
D3_FILES = (
    "d3-dispatch", "d3-timer", "d3-color", "d3-ease", "d3-interpolate", "d3-quadtree", "d3-selection", "d3-transition",
    "d3-drag", "d3-zoom", "d3-force",
)  # fmt: skip
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


@dataclass(frozen=True)
class Asset:
    """The bytes of a file and its media type."""

    body: bytes
    media_type: str


@dataclass(frozen=True)
class Assets:
    """All files by name, and the version that their addresses carry."""

    files: Mapping[str, Asset]
    version: str

    @property
    def has_d3(self) -> bool:
        """Whether pictures can be drawn."""
        return "d3.js" in self.files


def load_assets(model: Model) -> Assets:
    """Reads the shipped files, the colours of the model as `kinds.css`, and d3 where it is installed."""
    files: dict[str, Asset] = {}
    for item in _files(resources.files("web").joinpath("static")):
        ending = item.name.rpartition(".")[2]
        if ending in _TYPES:
            files[item.name] = Asset(item.read_bytes(), _TYPES[ending])
    files["kinds.css"] = Asset(_colours(model).encode(), _TYPES["css"])
    d3 = _d3(resources.files("web").joinpath("d3"))
    if d3 is not None:
        files["d3.js"] = Asset(d3, _TYPES["js"])
    digest = sha256(b"".join(name.encode() + files[name].body for name in sorted(files)))
    return Assets(files, digest.hexdigest()[:12])


def _files(folder: Traversable) -> list[Traversable]:
    return sorted((item for item in folder.iterdir() if item.is_file()), key=lambda item: item.name)


def _d3(folder: Traversable) -> bytes | None:
    if not folder.is_dir():
        return None
    parts = [folder.joinpath(f"{name}.min.js") for name in D3_FILES]
    if not all(part.is_file() for part in parts):
        return None
    return b"\n".join(part.read_bytes() for part in parts)


def _colours(model: Model) -> str:
    """One rule for each label and kind: its colour as the variable `--kind`."""
    lines = [f".l-{node.label} {{ --kind: {node.colour}; }}" for node in model.nodes.values()]
    lines += [f".l-{item.label} {{ --kind: {item.colour}; }}" for item in model.bookkeeping.values()]
    lines += [f".k-{kind.key} {{ --kind: {kind.colour}; }}" for kind in model.kinds.values()]
    return "\n".join(lines) + "\n"
