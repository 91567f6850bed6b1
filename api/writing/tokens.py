"""Tokens that allow writing: made once, shown once, kept as digests in one private file, checked at every request.

The file is read anew each time, so that a revoked token is dead at once. A token is 256 random bits, therefore a plain
SHA-256 of it is enough; the clock is handed in.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.errors import BadParameter, DataFolderError, NotFound, RequestRefused
from graph.store.locks import hold

FILE = "tokens.json"
DAYS = 90  # long enough for a script that is looked after, short enough that a forgotten one dies
_NAME_LIMIT = 100
_WAIT_S = 10.0


@dataclass(frozen=True)
class Token:
    """What is kept of a token: never the token itself. Times are ISO 8601 in UTC; `revoked` empty = not."""

    id: str
    name: str
    digest: str
    made: str
    expires: str
    revoked: str = ""

    def state(self, now: datetime) -> str:
        """`valid`, `expired` or `revoked`."""
        if self.revoked:
            return "revoked"
        return "valid" if now < datetime.fromisoformat(self.expires) else "expired"


def new_token(path: Path, name: str, now: datetime, days: int = DAYS) -> tuple[Token, str]:
    """The kept token and the text to show once. Raises BadParameter for a name that is empty, long or in use."""
    name = name.strip()
    if not name or len(name) > _NAME_LIMIT or not name.isprintable():
        raise BadParameter(f"令牌的名称应为 1 到 {_NAME_LIMIT} 个可见的字 (name of a token)", "name")
    id_, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    text = f"lm_{id_}_{secret}"
    token = Token(id_, name, _digest(text), _text(now), _text(now + timedelta(days=days)))
    with hold(path.with_suffix(".lock"), wait_s=_WAIT_S):
        kept = read_tokens(path)
        if any(other.name == name and other.state(now) == "valid" for other in kept):
            raise BadParameter(f"已有名为“{name}”的令牌 (name in use)；请换一个名称，或先撤销它", "name")
        _write(path, [*kept, token])
    return token, text


def revoke(path: Path, named: str, now: datetime) -> Token:
    """The token of that id or name, revoked from now on. Raises NotFound, or BadParameter for an ambiguous name."""
    with hold(path.with_suffix(".lock"), wait_s=_WAIT_S):
        kept = read_tokens(path)
        meant = [token for token in kept if named in (token.id, token.name) and not token.revoked]
        if not meant:
            raise NotFound(f"没有未撤销的令牌“{named}” (no such token)；lianmeng token list 列出全部令牌")
        if len(meant) > 1:
            ids = "、".join(token.id for token in meant)
            raise BadParameter(f"“{named}”不止一个令牌 (ambiguous)；请用编号：{ids}", "token")
        revoked = replace(meant[0], revoked=_text(now))
        _write(path, [revoked if token is meant[0] else token for token in kept])
    return revoked


def read_tokens(path: Path) -> list[Token]:
    """All tokens ever made, oldest first. Raises DataFolderError when others can read or write the file."""
    try:
        with path.open(encoding="utf-8") as file:
            if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise DataFolderError(f"{path}：别的用户可以读写令牌文件 (not private)；请执行 chmod 600")
            return [Token(**item) for item in json.load(file)["tokens"]]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataFolderError(f"{path}：令牌文件读不了 (cannot be read)：{error}；请恢复或删除它") from error


def check_token(path: Path, text: str, now: datetime) -> Token:
    """The token that `text` is. Raises RequestRefused when it is none, too old or revoked.

    Every kept digest is compared, in constant time, so that the time tells nothing of what is kept.
    """
    given = _digest(text)
    found: Token | None = None
    for token in read_tokens(path):
        if hmac.compare_digest(token.digest.encode(), given.encode()):
            found = token
    if found is None:
        raise RequestRefused("unauthorized", "令牌不对 (wrong token)；请用 lianmeng token new 给出的令牌")
    state = found.state(now)
    if state != "valid":
        zh = {"expired": f"令牌已于 {found.expires} 过期", "revoked": "令牌已撤销"}[state]
        raise RequestRefused("unauthorized", f"{zh} ({state})；请用 lianmeng token new 另做一个")
    return found


def _write(path: Path, tokens: Sequence[Token]) -> None:
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    body = json.dumps({"tokens": [asdict(token) for token in tokens]}, ensure_ascii=False, indent=1)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
