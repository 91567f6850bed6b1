"""All settings, read once from the environment into one frozen object.

Each field's metadata names its variable and says in both languages what it is for; `.env.example` and
`lianmeng settings` are made from it, so nothing is said twice. Secrets never leave `Settings` in readable form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from graph.errors import SettingsError


@dataclass(frozen=True)
class Secret:
    """A value that is never shown: its text form is a row of dots."""

    value: str = field(repr=False)

    def __str__(self) -> str:
        return "••••" if self.value else ""

    __repr__ = __str__


def _setting(variable: str, default: Any, zh: str, en: str, low: float | None = None, high: float | None = None) -> Any:
    metadata = {"variable": variable, "zh": zh, "en": en, "low": low, "high": high}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Settings:
    """Everything that can be set. Times are in seconds, sizes in bytes unless the name says otherwise."""

    host: str = _setting("LIANMENG_HOST", "127.0.0.1", "服务监听的地址", "address the service binds")
    port: int = _setting("LIANMENG_PORT", 8000, "服务监听的端口", "port the service binds", 0, 65535)
    data: Path = _setting(
        "LIANMENG_DATA",
        user_data_path("lianmeng"),
        "内嵌图库及其管理文件所在的文件夹",
        "folder of the embedded store and its keeper's files",
    )
    neo4j_uri: str = _setting(
        "NEO4J_URI", "", "Neo4j 的地址；留空则使用内嵌图库", "address of a Neo4j; empty = the embedded store"
    )
    neo4j_username: str = _setting("NEO4J_USERNAME", "neo4j", "Neo4j 用户名", "user of the Neo4j")
    neo4j_password: Secret = _setting("NEO4J_PASSWORD", Secret(""), "Neo4j 密码（不显示）", "password of the Neo4j")
    neo4j_database: str = _setting("NEO4J_DATABASE", "neo4j", "Neo4j 数据库名", "database of the Neo4j")
    read_limit: float = _setting(
        "LIANMENG_READ_LIMIT", 10.0, "单个查询的时限（秒）", "time limit of one reading statement", 0.01, 3600
    )
    load_limit: float = _setting(
        "LIANMENG_LOAD_LIMIT", 300.0, "装载一个来源的时限（秒）", "time limit of loading one source", 1, 86400
    )
    connect_limit: float = _setting(
        "LIANMENG_CONNECT_LIMIT", 5.0, "连接图库的时限（秒）", "time limit of connecting to the store", 0.1, 600
    )
    pool_size: int = _setting("LIANMENG_POOL_SIZE", 20, "连接池大小", "connections in the pool of one process", 1, 1000)
    source_evidence: int = _setting(
        "LIANMENG_SOURCE_EVIDENCE", 50_000, "单个来源的证据上限", "most evidence in one source", 1, 10_000_000
    )
    source_bytes: int = _setting(
        "LIANMENG_SOURCE_BYTES", 50_000_000, "单个来源文件的字节上限", "largest source file", 1, 10_000_000_000
    )
    page_size: int = _setting("LIANMENG_PAGE_SIZE", 50, "列表每页的默认条数", "default page of a list", 1, 500)
    page_limit: int = _setting("LIANMENG_PAGE_LIMIT", 500, "列表每页的最多条数", "largest page of a list", 1, 10_000)
    store_heap: str = _setting(
        "LIANMENG_STORE_HEAP",
        "1g",
        "内嵌图库的内存上限（JVM 写法）",
        "heap of the embedded store, as the JVM writes it",
    )
    store_quick: bool = _setting(
        "LIANMENG_STORE_QUICK",
        False,
        "内嵌图库以省时方式启动（仅供测试）",
        "start the embedded store with quick JVM flags (for tests)",
    )
    workers: int = _setting(
        "LIANMENG_WORKERS", 0, "读取来源的进程数；0 为每核一个", "processes that read sources; 0 = one a core", 0, 256
    )
    origins: str = _setting(
        "LIANMENG_ORIGINS",
        "",
        "可以跨源读取 /reconcile 的网页来源，逗号分隔，* 为全部；本机的网页总是可以",
        "origins of web pages that may read /reconcile, by commas, * for all; those of this machine always may",
    )
    browser: str = _setting(
        "LIANMENG_BROWSER",
        "",
        "Neo4j Browser 的地址，如 http://127.0.0.1:7474；给出后网页上有“在 Neo4j Browser 打开”",
        "address of a Neo4j Browser; when given, the pages link to it",
    )
    segmenter: str = _setting("LIANMENG_SEGMENTER", "rjieba", "分词器：rjieba 或 jieba", "segmenter: rjieba or jieba")

    def __post_init__(self) -> None:
        if self.segmenter not in ("rjieba", "jieba"):
            raise SettingsError(
                f"LIANMENG_SEGMENTER={self.segmenter}：没有这种分词器 (unknown segmenter)；请写 rjieba 或 jieba"
            )

    @property
    def embedded(self) -> bool:
        """True when no Neo4j is named, so that the embedded store is used."""
        return not self.neo4j_uri


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from `environment` (usually `os.environ`). Raises SettingsError naming the variable and its bounds."""
    given: dict[str, Any] = {}
    for item in fields(Settings):
        text = environment.get(item.metadata["variable"], "")
        if text:
            given[item.name] = _parse(text, item.default, item.metadata)
    return Settings(**given)


def _parse(text: str, default: Any, metadata: Mapping[str, Any]) -> Any:
    variable = metadata["variable"]
    if isinstance(default, Secret):
        return Secret(text)
    if isinstance(default, Path):
        return Path(text).expanduser().absolute()
    if isinstance(default, bool):
        return _parse_switch(text, variable)
    if isinstance(default, int | float):
        return _parse_number(text, type(default), variable, metadata["low"], metadata["high"])
    return text


def _parse_switch(text: str, variable: str) -> bool:
    if text in ("1", "true", "yes"):
        return True
    if text in ("0", "false", "no"):
        return False
    raise SettingsError(f"{variable}={text}：不是开关值 (not a switch)；请写 1 或 0")


def _parse_number(text: str, kind: type, variable: str, low: float | None, high: float | None) -> Any:
    try:
        number = kind(text)
    except ValueError as error:
        raise SettingsError(f"{variable}={text}：不是数字 (not a number)；请写一个数") from error
    if (low is not None and not number >= low) or (high is not None and not number <= high):
        raise SettingsError(f"{variable}={text}：超出范围 (out of bounds)；请写 {low} 到 {high} 之间的数")
    return number


def describe(settings: Settings) -> list[dict[str, str]]:
    """One row a setting: variable, value (secrets as dots), zh, en; for `lianmeng settings` and `.env.example`."""
    return [
        {
            "variable": item.metadata["variable"],
            "value": str(getattr(settings, item.name)),
            "zh": item.metadata["zh"],
            "en": item.metadata["en"],
        }
        for item in fields(Settings)
    ]
