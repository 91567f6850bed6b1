"""`.env.example` says what the settings say."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_env_example_is_in_step_with_the_settings() -> None:
    spec = importlib.util.spec_from_file_location("lianmeng_env_example", ROOT / "scripts" / "env_example.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == module.text(), "scripts/env_example.py writes it anew"
