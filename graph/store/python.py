"""Running one of our modules in a new Python, from any working directory and however the project is installed."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import graph

_SECRETS = frozenset({"NEO4J_PASSWORD"})


def module_command(module: str, *arguments: str) -> list[str]:
    """The command that runs `module`.

    `-P` keeps the working directory off the search path, where a folder that happens to be called `graph` would win;
    `-X utf8` keeps names and messages readable in any locale.
    """
    return [sys.executable, "-P", "-X", "utf8", "-m", module, *arguments]


def module_environment(base: Mapping[str, str]) -> dict[str, str]:
    """`base` without secrets, and with the checkout on PYTHONPATH where the project is not installed."""
    environment = {key: value for key, value in base.items() if key not in _SECRETS}
    root = Path(graph.__file__).resolve().parent.parent
    # A folder of installed packages must not come before the standard library, and needs no help.
    if root.name not in ("site-packages", "dist-packages"):
        path = base.get("PYTHONPATH")
        environment["PYTHONPATH"] = f"{root}{os.pathsep}{path}" if path else str(root)
    return environment
