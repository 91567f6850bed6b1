"""Tokens are kept as digests in a private file and die when their time is over or when they are revoked."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.writing.tokens import check_token, new_token, read_tokens, revoke
from graph.errors import BadParameter, DataFolderError, NotFound, RequestRefused

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tokens.json"


def test_a_token_is_known_again_and_never_kept(path: Path) -> None:
    token, text = new_token(path, "脚本", NOW)
    other, other_text = new_token(path, "别人", NOW)
    assert check_token(path, text, NOW) == token
    assert check_token(path, other_text, NOW) == other
    kept = path.read_text(encoding="utf-8")
    assert text not in kept
    assert text.rpartition("_")[2] not in kept
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_token_dies_on_its_day(path: Path) -> None:
    _, text = new_token(path, "脚本", NOW)
    check_token(path, text, NOW + timedelta(days=89, hours=23))
    with pytest.raises(RequestRefused, match="expired") as refused:
        check_token(path, text, NOW + timedelta(days=90))
    assert refused.value.kind == "unauthorized"


def test_a_revoked_token_is_dead_at_once(path: Path) -> None:
    token, text = new_token(path, "脚本", NOW)
    assert revoke(path, "脚本", NOW).id == token.id
    with pytest.raises(RequestRefused, match="revoked"):
        check_token(path, text, NOW)
    assert [kept.state(NOW) for kept in read_tokens(path)] == ["revoked"]
    with pytest.raises(NotFound):
        revoke(path, token.id, NOW)
    # The name is free again, and the old token stays dead.
    _, fresh = new_token(path, "脚本", NOW)
    assert check_token(path, fresh, NOW).name == "脚本"
    with pytest.raises(RequestRefused):
        check_token(path, text, NOW)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(st.text())
def test_no_other_text_is_a_token(path: Path, text: str) -> None:
    if not path.exists():
        new_token(path, "脚本", NOW)
    with pytest.raises(RequestRefused, match="wrong token"):
        check_token(path, text, NOW)


def test_without_a_file_nothing_is_a_token(path: Path) -> None:
    with pytest.raises(RequestRefused):
        check_token(path, "", NOW)


@pytest.mark.parametrize("name", ["", "  ", "a" * 101, "a\nb"])
def test_a_name_must_be_one(path: Path, name: str) -> None:
    with pytest.raises(BadParameter):
        new_token(path, name, NOW)


def test_a_name_in_use_is_refused_until_it_has_expired(path: Path) -> None:
    new_token(path, "脚本", NOW, days=1)
    with pytest.raises(BadParameter, match="name in use"):
        new_token(path, "脚本", NOW)
    new_token(path, "脚本", NOW + timedelta(days=2))


def test_a_file_that_others_can_read_is_refused(path: Path) -> None:
    _, text = new_token(path, "脚本", NOW)
    path.chmod(0o644)
    with pytest.raises(DataFolderError, match="chmod 600"):
        check_token(path, text, NOW)


def test_a_damaged_file_is_told(path: Path) -> None:
    path.touch(0o600)
    path.write_text("{", encoding="utf-8")
    with pytest.raises(DataFolderError):
        read_tokens(path)
