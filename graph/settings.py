"""All settings, read once from the environment into one frozen object.

Each field's metadata names its variable and says in both languages what it is for, and of a limit why it is where it
is; `.env.example` and `lianmeng settings` are made from it, so nothing is said twice. Secrets never leave `Settings`
in readable form.
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


def _setting(
    variable: str, default: Any, zh: str, en: str, low: float | None = None, high: float | None = None, why: str = ""
) -> Any:
    metadata = {"variable": variable, "zh": zh, "en": en, "low": low, "high": high, "why": why}
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
        "LIANMENG_READ_LIMIT",
        10.0,
        "单个查询的时限（秒）",
        "time limit of one reading statement",
        0.01,
        3600,
        why="回答要赶在代理放弃（常为 30 秒）之前 / an answer must come before proxies give up, mostly at 30 s",
    )
    load_limit: float = _setting(
        "LIANMENG_LOAD_LIMIT",
        300.0,
        "装载一个来源的时限（秒）",
        "time limit of loading one source",
        1,
        86400,
        why="证据满额的来源至多 24 秒，留十倍余地 / a full source takes up to 24 s; ten times that",
    )
    connect_limit: float = _setting(
        "LIANMENG_CONNECT_LIMIT",
        5.0,
        "连接图库的时限（秒）",
        "time limit of connecting to the store",
        0.1,
        600,
        why="图库不在时，回答要在查询时限内给出 / when the store is away the answer must come within the query time",
    )
    pool_size: int = _setting(
        "LIANMENG_POOL_SIZE",
        20,
        "连接池大小",
        "connections in the pool of one process",
        1,
        1000,
        why="两核上同时跑更多语句只会互相等待 / more statements at once only wait for each other",
    )
    source_evidence: int = _setting(
        "LIANMENG_SOURCE_EVIDENCE",
        50_000,
        "单个来源的证据上限",
        "most evidence in one source",
        1,
        10_000_000,
        why="一个来源一个事务，五万条约占 1.8 GB 内存 / one transaction a source; 50,000 take about 1.8 GB",
    )
    source_bytes: int = _setting(
        "LIANMENG_SOURCE_BYTES",
        50_000_000,
        "单个来源文件的字节上限",
        "largest source file",
        1,
        10_000_000_000,
        why="来源整份在内存里读 / a source is read whole, in memory",
    )
    page_size: int = _setting(
        "LIANMENG_PAGE_SIZE",
        50,
        "列表每页的默认条数",
        "default page of a list",
        1,
        500,
        why="一屏能看完，JSON 数十 KB / what a person reads at once, some tens of kilobytes",
    )
    page_limit: int = _setting(
        "LIANMENG_PAGE_LIMIT",
        500,
        "列表每页的最多条数",
        "largest page of a list",
        1,
        10_000,
        why="更长的回答占住连接和内存，请用游标或导出 / longer ones hold memory; use cursors or exports",
    )
    url_limit: int = _setting(
        "LIANMENG_URL_LIMIT", 8_000, "地址的字节上限", "longest path and query", 500, 60_000,
        why="更长的多半是错误，代理在 8 KiB 处截断 / longer ones are mistakes, and proxies cut them at 8 KiB",
    )  # fmt: skip
    body_limit: int = _setting(
        "LIANMENG_BODY_LIMIT", 1_000_000, "请求正文的字节上限（上传来源除外）", "largest body, uploads apart", 1_000,
        1_000_000_000, why="一批名称或一条语句只有数 KB / a batch of names or a statement takes kilobytes",
    )  # fmt: skip
    offset_limit: int = _setting(
        "LIANMENG_OFFSET_LIMIT", 100_000, "列表最深的起点", "deepest offset of a list", 100, 10_000_000,
        why="深处的一页与前面所有页一样费时，请用导出 / a deep page costs as much as all before it; use an export",
    )  # fmt: skip
    export_nodes: int = _setting(
        "LIANMENG_EXPORT_NODES", 1_000_000, "可经 HTTP 导出的节点数上限", "most nodes of an export over HTTP", 1,
        1_000_000_000, why="导出期间占住一个请求；更大的请用 lianmeng export / it holds a request; use lianmeng export",
    )  # fmt: skip
    requests_at_once: int = _setting(
        "LIANMENG_REQUESTS_AT_ONCE", 100, "同时处理的请求数", "requests in hand at once", 1, 100_000,
        why="四十个线程在做，更多的只是排队到超时 / forty threads work; more would only wait until they time out",
    )  # fmt: skip
    reads_a_minute: int = _setting(
        "LIANMENG_READS_A_MINUTE", 0, "每个地址每分钟的请求数，写入另计；0 为不限",
        "requests a minute and address, writing apart; 0 = no limit", 0, 1_000_000,
        why="本机和内网用不着；对外开放时防一个来者占满 / not needed within a house; outside, nobody takes it all",
    )  # fmt: skip
    writes_a_minute: int = _setting(
        "LIANMENG_WRITES_A_MINUTE", 60, "每个令牌每分钟的写入请求数；令牌不对的按地址计",
        "writing requests a minute and token; wrong tokens by address", 1, 100_000,
        why="人和脚本都够用；猜令牌者也止于此 / enough for people and scripts; guessing tokens ends here",
    )  # fmt: skip
    receive_limit: float = _setting(
        "LIANMENG_RECEIVE_LIMIT", 120.0, "收完一个上传文件的时限（秒）", "time limit of receiving one upload", 1, 86400,
        why="50 MB 以 3.5 Mbit/s 传完；慢慢送的占不住连接 / 50 MB at 3.5 Mbit/s; slow senders hold no connection",
    )  # fmt: skip
    jobs_waiting: int = _setting(
        "LIANMENG_JOBS_WAITING", 20, "排队等待的写入任务数", "writing jobs that may wait", 1, 10_000,
        why="等待的文件都在磁盘上 / their files lie on the disk",
    )  # fmt: skip
    job_limit: float = _setting(
        "LIANMENG_JOB_LIMIT", 900.0, "一个写入任务的时限（秒）", "time limit of one writing job", 1, 86400,
        why="装载时限的三倍，读与等待在内 / three times that of a load, with reading and waiting",
    )  # fmt: skip
    cypher: bool = _setting(
        "LIANMENG_CYPHER", False, "开放 POST /cypher（只读的自写语句）", "offer POST /cypher, read-only statements",
        why="陌生人的语句可以占住图库；Neo4j 还须有只读的 NEO4J_READ_URI / statements of strangers can hold the store",
    )  # fmt: skip
    neo4j_read_uri: str = _setting(
        "NEO4J_READ_URI", "", "另一个只读的 Neo4j，自写语句只问它", "a second, read-only Neo4j, for POST /cypher",
        why="社区版没有只读用户，只有只读的服务器 / Community has no read-only user, only a read-only server",
    )  # fmt: skip
    neo4j_read_username: str = _setting("NEO4J_READ_USERNAME", "neo4j", "它的用户名", "its user")
    neo4j_read_password: Secret = _setting("NEO4J_READ_PASSWORD", Secret(""), "它的密码（不显示）", "its password")
    cypher_limit: float = _setting(
        "LIANMENG_CYPHER_LIMIT", 5.0, "一个自写语句的时限（秒）", "time limit of one own statement", 0.01, 600,
        why="目录中的问题都在一秒内；自写的只给五倍 / questions of the catalogue take under a second; five times that",
    )  # fmt: skip
    cypher_rows: int = _setting(
        "LIANMENG_CYPHER_ROWS", 1_000, "自写语句至多几行", "most rows of an own statement", 1, 100_000,
        why="答案整份在内存里；更多的请用导出 / an answer is whole in memory; use an export for more",
    )  # fmt: skip
    cypher_bytes: int = _setting(
        "LIANMENG_CYPHER_BYTES", 2_000_000, "自写语句的答案至多几字节", "largest answer to an own statement", 1_000,
        100_000_000, why="一行也可以很长，如全文 / a row can be long too, as the text of a source is",
    )  # fmt: skip
    cypher_at_once: int = _setting(
        "LIANMENG_CYPHER_AT_ONCE", 2, "同时运行的自写语句数", "own statements at once", 1, 100,
        why="内嵌图库停不下超时的语句，这样它们占不住全部 / the embedded store goes on after the limit; this bounds it",
    )  # fmt: skip
    log: str = _setting(
        "LIANMENG_LOG", "console", "日志的写法：console 给人看，json 给程序看", "form of the log: console or json"
    )
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
        if self.log not in ("console", "json"):
            raise SettingsError(f"LIANMENG_LOG={self.log}：没有这种日志 (unknown form)；请写 console 或 json")
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
    """One row a setting: variable, value (secrets as dots), zh, en, why; for `lianmeng settings` and `.env.example`."""
    return [
        {
            "variable": item.metadata["variable"],
            "value": str(getattr(settings, item.name)),
            "zh": item.metadata["zh"],
            "en": item.metadata["en"],
            "why": item.metadata["why"],
        }
        for item in fields(Settings)
    ]
