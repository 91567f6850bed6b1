"""`lianmeng store check`: what server stands behind the graph, and what is wrong with it.

One row an item: what was found, and what to do when it is not as it should be ("" = as it should be).
"""

from __future__ import annotations

from graph.settings import Settings
from graph.store.bolt import Store, open_store
from queries.run import data_state

_NEED = "请先运行 lianmeng ingest，或检查账户的权限 (run ingest)"


def check_store(settings: Settings) -> list[dict[str, str]]:
    """The rows. Raises the family of StoreError when the store does not answer at all."""
    with open_store(settings) as store:
        rows = [_row("引擎 engine", store.engine), *_server(store), *_schema(store), *_data(store)]
    if not settings.embedded and not settings.neo4j_password.value:
        rows.append(_row("密码 password", "未设置 (none)", "请为 Neo4j 设密码，并写入 NEO4J_PASSWORD"))
    return rows


def _server(store: Store) -> list[dict[str, str]]:
    if store.engine == "arcadedb":
        return [_row("数据文件夹 data folder", str(store.settings.data))]
    components = store.read("CALL dbms.components() YIELD name, versions, edition RETURN name, versions, edition")
    return [_row(str(item["name"]), f"{'、'.join(item['versions'])} {item['edition']}") for item in components]


def _schema(store: Store) -> list[dict[str, str]]:
    rows = store.read("MATCH (m:Meta {id: 'graph'}) RETURN m.schema AS schema")
    found = [_row("约束和索引 schema", "已建立 (made)" if rows else "没有 (missing)", "" if rows else _NEED)]
    if store.engine == "neo4j":
        waiting = store.read("SHOW INDEXES YIELD name, state WHERE state <> 'ONLINE' RETURN name, state ORDER BY name")
        names = "、".join(f"{item['name']} {item['state']}" for item in waiting)
        found.append(_row("未就绪的索引 indexes not online", names or "无 (none)", "请等待索引建成" if waiting else ""))
    return found


def _data(store: Store) -> list[dict[str, str]]:
    version, mixed = data_state(store)
    sources = store.read("MATCH (s:Source) RETURN count(s) AS n")[0]["n"]
    edition = "混合 (mixed)" if mixed else "一致 (same)"
    return [
        _row("来源 sources", str(sources), "" if sources else "图谱是空的；请运行 lianmeng ingest"),
        _row("数据版本 data version", version),
        _row("版次 edition", edition, "请再运行一次 lianmeng ingest，旧版次的来源会重读" if mixed else ""),
    ]


def _row(item: str, found: str, advice: str = "") -> dict[str, str]:
    return {"item": item, "found": found, "advice": advice}
