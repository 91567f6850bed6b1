"""`lianmeng store check`: what server stands behind the graph, and what is wrong with it.

One row an item: what was found, and what to do when it is not as it should be ("" = as it should be).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import version

from graph.errors import SettingsError, StatementRefused, StoreError
from graph.settings import Settings
from graph.store.bolt import Store, open_store
from graph.store.indexes import found_indexes, missing_indexes, repair
from graph.store.schema import Index
from queries.guard.opening import read_settings_of
from queries.guard.own import check_read_only
from queries.run import data_state

_NEED = "请先运行 lianmeng ingest，或检查账户的权限 (run ingest)"
_REMAKE = "请运行 lianmeng store repair，缺少的会补上 (made again by lianmeng store repair)"
_OLDEST = (5, 26)
# Setting of a Neo4j, values that are unsafe, what to do.
_UNSAFE = (
    ("dbms.security.auth_enabled", r"false", "任何人都能读写；请设为 true 并设密码 (anyone may write)"),
    (
        "dbms.security.allow_csv_import_from_file_urls",
        r"true",
        "LOAD CSV 能读服务器上的文件；不用时请设为 false (file imports are open)",
    ),
    (
        "dbms.security.procedures.unrestricted",
        r".*\w.*|.*\*.*",
        "这些过程不受权限约束；请只留需要的 (procedures are unrestricted)",
    ),
)


def check_store(settings: Settings) -> list[dict[str, str]]:
    """The rows. Raises the family of StoreError when the store does not answer at all."""
    with open_store(settings) as store:
        return [
            _row("引擎 engine", store.engine),
            *_server(store),
            *_schema(store),
            *_safety(store),
            *_data(store),
            *_reading(settings),
        ]


def _reading(settings: Settings) -> list[dict[str, str]]:
    """The Neo4j for own Cypher, where one is named: whether it shows itself to be read-only."""
    if not settings.neo4j_read_uri:
        return []
    item, uri = "自写语句的 Neo4j (own Cypher)", settings.neo4j_read_uri
    try:
        with open_store(read_settings_of(settings)) as reading:
            check_read_only(reading)
            return [_row(item, f"{uri} read-only"), *_safety(reading)]
    except (SettingsError, StoreError) as error:
        return [_row(item, uri, str(error))]


def _server(store: Store) -> list[dict[str, str]]:
    if store.endpoint is not None:
        return [
            _row("地址 server", store.endpoint.bolt_uri),
            _row("版本 version", f"arcadedb-embedded {version('arcadedb-embedded')}"),
            _row("版本类型 edition", "内嵌 (embedded)"),
            _row("数据文件夹 data folder", str(store.settings.data)),
        ]
    rows = [_row("地址 server", f"{store.settings.neo4j_uri} {store.database}")]
    for item in store.read("CALL dbms.components() YIELD name, versions, edition RETURN name, versions, edition"):
        numbers = tuple(int(part) for part in re.findall(r"\d+", item["versions"][0])[:2])
        old = item["name"] == "Neo4j Kernel" and numbers < _OLDEST
        advice = "请升级到 Neo4j 5.26 或更新 (upgrade to 5.26 or newer)" if old else ""
        rows += [
            _row(f"版本 version：{item['name']}", "、".join(item["versions"]), advice),
            _row(f"版本类型 edition：{item['name']}", item["edition"]),
        ]
    return rows


def _schema(store: Store) -> list[dict[str, str]]:
    made = bool(store.read("MATCH (m:Meta {id: 'graph'}) RETURN m.schema AS schema"))
    found = found_indexes(store)
    missing = missing_indexes(store, store.model)
    waiting = sorted(index for index, online in found.items() if not online)
    remedy = _REMAKE if made else _NEED
    without = [index for index in missing if index[0] == "unique"]
    rest = [index for index in missing if index[0] != "unique"]
    return [
        _row("约束和索引 schema", "已建立 (made)" if made else "没有 (missing)", "" if made else _NEED),
        _row("缺少的约束 missing constraints", _listed(without), remedy if without else ""),
        _row("缺少的索引 missing indexes", _listed(rest), remedy if rest else ""),
        _row("可用的索引 indexes online", f"{len(found) - len(waiting)} / {len(found)}"),
        _row("未就绪的索引 indexes not online", _listed(waiting), "请等待索引建成 (wait)" if waiting else ""),
    ]


def _safety(store: Store) -> list[dict[str, str]]:
    if store.endpoint is not None:
        return [
            _row("密码 password", "每个数据文件夹随机生成 (random)"),
            _row("文件导入 file imports", "由 lianmeng 关闭 (closed by lianmeng)"),
        ]
    rows = []
    if not store.settings.neo4j_password.value:
        rows.append(_row("密码 password", "未设置 (none)", "请为 Neo4j 设密码，并写入 NEO4J_PASSWORD (set one)"))
    else:
        rows.append(_row("密码 password", "已设置 (set)"))
    try:
        shown = {item["name"]: item["value"] for item in store.read("SHOW SETTINGS YIELD name, value")}
    except StatementRefused:
        return [
            *rows,
            _row("设置 settings", "账户无权查看 (not shown)", "请用管理员账户再查一次 (ask as administrator)"),
        ]
    for name, unsafe, advice in _UNSAFE:
        value = str(shown.get(name, ""))
        rows.append(_row(name, value or "空 (empty)", advice if re.fullmatch(unsafe, value) else ""))
    return rows


def _data(store: Store) -> list[dict[str, str]]:
    data_version, mixed = data_state(store)
    sources = store.read("MATCH (s:Source) RETURN count(s) AS n")[0]["n"]
    edition = "混合 (mixed)" if mixed else "一致 (same)"
    return [
        _row("来源 sources", str(sources), "" if sources else "图谱是空的；请运行 lianmeng ingest"),
        _row("数据版本 data version", data_version),
        _row("版次 edition", edition, "请再运行一次 lianmeng ingest，旧版次的来源会重读" if mixed else ""),
    ]


def repair_store(settings: Settings) -> list[dict[str, str]]:
    """Makes the missing constraints and indexes again; the rows of what was made. Raises the family of StoreError."""
    with open_store(settings) as store:
        return [_row(_listed([index]), "已补上 (made)") for index in repair(store, store.model)]


def _listed(indexes: Iterable[Index]) -> str:
    return "、".join(f"{label}({', '.join(names)}) {kind}" for kind, label, names in indexes) or "无 (none)"


def _row(item: str, found: str, advice: str = "") -> dict[str, str]:
    return {"item": item, "found": found, "advice": advice}
