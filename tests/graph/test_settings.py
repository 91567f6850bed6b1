"""Settings come from the environment, once, and never show a secret."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from graph.errors import SettingsError
from graph.settings import Secret, Settings, describe, read_settings


def test_an_empty_environment_gives_the_defaults() -> None:
    assert read_settings({}) == Settings()
    assert read_settings({"LIANMENG_PORT": ""}) == Settings()
    assert Settings().embedded
    assert Settings().host == "127.0.0.1"


def test_every_kind_of_value_is_read() -> None:
    settings = read_settings(
        {"LIANMENG_PORT": "9000", "LIANMENG_READ_LIMIT": "2.5", "LIANMENG_DATA": "some/folder",
         "LIANMENG_STORE_QUICK": "yes", "LIANMENG_SEGMENTER": "jieba", "NEO4J_URI": "bolt://h:1",
         "NEO4J_PASSWORD": "geheim"}
    )  # fmt: skip
    assert (settings.port, settings.read_limit, settings.store_quick) == (9000, 2.5, True)
    assert settings.data == Path("some/folder").absolute()
    assert settings.neo4j_password.value == "geheim"
    assert not settings.embedded


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("LIANMENG_PORT", "many"),
        ("LIANMENG_PORT", "70000"),
        ("LIANMENG_PORT", "-1"),
        ("LIANMENG_PORT", "8000.5"),
        ("LIANMENG_READ_LIMIT", "0"),
        ("LIANMENG_READ_LIMIT", "nan"),
        ("LIANMENG_READ_LIMIT", "inf"),
        ("LIANMENG_STORE_QUICK", "maybe"),
        ("LIANMENG_SEGMENTER", "magic"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        read_settings({variable: value})


def test_a_secret_is_never_shown() -> None:
    settings = Settings(neo4j_password=Secret("geheim"))
    shown = f"{settings} {settings!r} {settings.neo4j_password} {describe(settings)}"
    assert "geheim" not in shown
    assert "••••" in shown


def test_every_setting_is_described_in_both_languages() -> None:
    rows = describe(Settings())
    assert len({row["variable"] for row in rows}) == len(rows)
    assert all(row["zh"] and row["en"] for row in rows)


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]


def test_every_limit_tells_its_reason_in_both_languages() -> None:
    limits = [row for row in describe(Settings()) if "_LIMIT" in row["variable"] or "上限" in row["zh"]]
    assert len(limits) > 8
    for row in limits:
        if row["variable"] != "LIANMENG_STORE_HEAP":
            assert " / " in row["why"], row["variable"]


def test_an_unknown_form_of_log_is_refused() -> None:
    with pytest.raises(SettingsError, match="LIANMENG_LOG"):
        read_settings({"LIANMENG_LOG": "xml"})
