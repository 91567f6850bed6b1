"""The one door to the graph: connect, read, write, time limits. Only this file, link.py and plain.py import `neo4j`.

Which engine stands behind it is decided by the settings alone. What is asked and written is left to the callers, what
differs between the engines to neo4j.py, arcadedb.py and embedded.py.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Literal, TypeVar
from urllib.parse import urlsplit

import neo4j
from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, ManagedTransaction, Query, Session, unit_of_work
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConnectionPoolError,
    DatabaseError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    TransientError,
)

from graph.errors import (
    SettingsError,
    StatementRefused,
    StoreBusy,
    StoreError,
    StoreTimeout,
    StoreUnavailable,
)
from graph.model import Model, load_model
from graph.settings import Settings
from graph.store.embedded import current_endpoint, open_embedded
from graph.store.endpoint import Endpoint
from graph.store.link import Link
from graph.store.locks import load_lock
from graph.store.plain import Row, rows_of
from graph.store.timed import Timed, TimeIsUp

Engine = Literal["arcadedb", "neo4j"]
T = TypeVar("T")

# A reader is answered soon, also when the store is away; a load is worth waiting for a restart.
_READ_RETRY_S = 1.0
_WRITE_RETRY_S = 60.0
# A connection that has lain idle for so long is tried before it is used: a firewall may have cut it.
_IDLE_S = 60.0
_TIMED_OUT = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.TransientError.Transaction.BookmarkTimeout",
)
_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
# The embedded server listens a second before its database is there.
_NOT_YET = "Neo.ClientError.Database.DatabaseNotFound"


@dataclass(frozen=True)
class Transaction:
    """One managed transaction: statements in order, all or none."""

    _inner: ManagedTransaction = field(repr=False)

    def run(self, cypher: str, parameters: Mapping[str, object] | None = None) -> list[Row]:
        """The rows of a statement as plain values."""
        result = self._inner.run(cypher, dict(parameters or {}))
        return rows_of(result)


class Store:
    """The graph behind Bolt. Made by `open_store`; may be used by several threads."""

    def __init__(self, settings: Settings, model: Model, endpoint: Endpoint | None) -> None:
        self.settings = settings
        self.model = model
        self.engine: Engine = "neo4j" if endpoint is None else "arcadedb"
        self.database = settings.neo4j_database if endpoint is None else endpoint.database
        # Behind routing a read may come to another server than the write before it. One server sees its own writes, and
        # would wait in vain for those that came after a dump it was restored from.
        self._routed = endpoint is None and settings.neo4j_uri.startswith("neo4j")
        self._bookmarks = GraphDatabase.bookmark_manager() if self._routed else None
        self._renewing = threading.Lock()
        self._timed = Timed()
        self._link = _connect(settings, endpoint)

    @property
    def endpoint(self) -> Endpoint | None:
        """Where the embedded server is; None for a Neo4j."""
        return self._link.endpoint

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, object] | None = None,
        *,
        limit_s: float | None = None,
        patient: bool = False,
    ) -> list[Row]:
        """The rows of a statement that cannot write, within `limit_s` seconds (else `settings.read_limit`).

        Nodes and relations come as dicts of their properties. `patient`: wait for a server that is away or just waking
        as long as a load does. Raises StatementRefused, StoreTimeout, StoreBusy and StoreUnavailable.
        """
        usual = self.settings.load_limit if patient else self.settings.read_limit
        limit = usual if limit_s is None else limit_s
        retry_s = _WRITE_RETRY_S if patient else _READ_RETRY_S

        ends_s = limit if self.engine == "neo4j" else None

        def ask() -> list[Row]:
            @unit_of_work(timeout=ends_s)
            def work(inner: ManagedTransaction) -> list[Row]:
                return Transaction(inner).run(cypher, parameters)

            with self._session(READ_ACCESS, retry_s) as session:
                try:
                    # One round trip instead of the two of a transaction.
                    return rows_of(session.run(Query(cypher, timeout=ends_s), dict(parameters or {})))
                except (DriverError, Neo4jError) as error:
                    if not error.is_retryable():
                        raise
                # To try again, and how long, is the driver's business.
                return session.execute_read(work)

        # The embedded engine does not end a statement at the driver's word, and a Neo4j that hangs does not answer at
        # all. There the server's own limit comes first, and a connection may have to be made and made again.
        ours = limit + (retry_s if patient or self.engine == "neo4j" else 0)
        if self.engine == "neo4j":
            ours += 2 * self.settings.connect_limit
        return self._try(lambda: self._timed.run(ask, ours), f"{limit:g} 秒")

    def explore(self, use: Callable[[neo4j.Transaction], T], *, limit_s: float) -> T:
        """What `use` makes of one reading transaction, once, for queries.guard. Raises as `read` does."""
        ends_s, late = (limit_s, 2 * self.settings.connect_limit) if self.engine == "neo4j" else (None, 0)

        def ask() -> T:
            with self._session(READ_ACCESS, 0) as session, session.begin_transaction(timeout=ends_s) as inner:
                return use(inner)

        return self._try(lambda: self._timed.run(ask, limit_s + late), f"{limit_s:g} 秒")

    def write(self, work: Callable[[Transaction], T]) -> T:
        """What `work` returns, run in one managed transaction within `settings.load_limit`; it may be run again.

        Raises as `read` does.
        """
        limit = self.settings.load_limit

        @unit_of_work(timeout=limit if self.engine == "neo4j" else None)
        def managed(inner: ManagedTransaction) -> T:
            return work(Transaction(inner))

        def tell() -> T:
            with self._session(WRITE_ACCESS, _WRITE_RETRY_S) as session:
                return session.execute_write(managed)

        return self._try(tell, f"{limit:g} 秒")

    def run_alone(self, cypher: str) -> list[Row]:
        """The rows of a statement outside of managed transactions, as schema statements want it."""

        def tell() -> list[Row]:
            with self._session(WRITE_ACCESS, _READ_RETRY_S) as session:
                return rows_of(session.run(cypher))

        return self._try(tell, "")

    def loading(self) -> AbstractContextManager[None]:
        """Hold this around a load: on the embedded store one loader at a time. A Neo4j locks in the transaction."""
        return load_lock(self.settings.data) if self.engine == "arcadedb" else nullcontext()

    def close(self) -> None:
        """Closes the connections."""
        self._link.close()
        self._timed.close()

    @contextmanager
    def _session(self, access: str, retry_s: float) -> Iterator[Session]:
        link = self._link
        driver = link.reader if access == READ_ACCESS else link.writer
        with (
            link.used(),
            driver.session(
                database=self.database,
                default_access_mode=access,
                bookmark_manager=self._bookmarks,
                max_transaction_retry_time=retry_s,
            ) as session,
        ):
            yield session

    def _try(self, action: Callable[[], T], limit: str) -> T:
        link = self._link
        try:
            return _mapped(action, limit)
        except StoreTimeout:
            # What was waited for may be a write that nobody has any more, as after a restore: it is waited for once.
            self._bookmarks = GraphDatabase.bookmark_manager() if self._routed else None
            raise
        except StoreUnavailable:
            # A new server of the embedded store may have other ports; the keeper knows.
            if link.endpoint is None or not self._renew(link):
                raise
            return _mapped(action, limit)

    def _renew(self, broken: Link) -> bool:
        with self._renewing:
            if self._link is broken:
                endpoint = current_endpoint(self.settings)
                if endpoint == broken.endpoint:
                    return False
                self._link = _connect(self.settings, endpoint)
                broken.close()
            return True


@contextmanager
def open_store(settings: Settings, model: Model | None = None) -> Iterator[Store]:
    """The store that the settings name. A Neo4j need not answer yet; the embedded store is started if need be.

    Raises SettingsError for an address that cannot be, and what `open_embedded` raises.
    """
    # On an empty graph the driver would warn of every property that is not there yet. Its other warnings come back as
    # our own errors, and must not appear beside them where nobody has set up logging.
    logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)
    if not logging.getLogger("neo4j").handlers:
        logging.getLogger("neo4j").addHandler(logging.NullHandler())
    with ExitStack() as stack:
        endpoint = stack.enter_context(open_embedded(settings)) if settings.embedded else None
        yield stack.enter_context(closing(Store(settings, model or load_model(), endpoint)))


def _connect(settings: Settings, endpoint: Endpoint | None) -> Link:
    if endpoint is None:
        password = settings.neo4j_password.value
        driver = _driver(settings, settings.neo4j_uri, settings.neo4j_username, password)
        return Link(driver, driver, None)
    return Link(
        _driver(settings, endpoint.bolt_uri, endpoint.user, endpoint.password),
        _driver(settings, endpoint.bolt_uri, endpoint.reader, endpoint.reader_password),
        endpoint,
    )


def _driver(settings: Settings, uri: str, user: str, password: str) -> Driver:
    try:
        # The driver also takes http:// (a preview that has no managed transactions as we use them).
        if urlsplit(uri).scheme not in _SCHEMES or not urlsplit(uri).hostname:
            raise ValueError(f"{', '.join(_SCHEMES)}")
        return GraphDatabase.driver(
            uri,
            auth=(user, password) if password else None,
            connection_timeout=settings.connect_limit,
            # Taking a connection from the pool may include making one.
            connection_acquisition_timeout=2 * settings.connect_limit,
            max_connection_pool_size=settings.pool_size,
            liveness_check_timeout=_IDLE_S,
            user_agent="lianmeng",
        )
    except (ConfigurationError, ValueError) as error:
        raise SettingsError(
            f"NEO4J_URI={uri}：不是可用的地址 (not an address)：{error}；请写成 bolt://主机:7687 或 neo4j://主机:7687"
        ) from error


def _mapped(action: Callable[[], T], limit: str) -> T:
    """What `action` returns, with the driver's errors turned into our own."""
    try:
        try:
            return action()
        except IncompleteCommit:
            # Nobody knows whether it stands, and the driver leaves it at that; but all may be run again here.
            return action()
    except TimeIsUp as error:
        raise StoreTimeout(_too_long(limit)) from error
    except (Neo4jError, DriverError) as error:
        raise _of_our_own(error, limit) from error


def _of_our_own(error: Neo4jError | DriverError, limit: str) -> StoreError | SettingsError:
    if isinstance(error, Neo4jError):
        return _of_server(error, limit)
    if isinstance(error, IncompleteCommit):
        return StoreUnavailable("提交时连接断开，不知是否已写入 (incomplete commit)；装载可以重复，请再运行一次")
    if isinstance(error, ConnectionPoolError):
        return StoreBusy(f"连接池已满 (connection pool is full)：{error}；请稍后再试，或调大 LIANMENG_POOL_SIZE")
    if isinstance(error, ConfigurationError):
        return SettingsError(f"图库的连接设置不可用 (connection settings)：{error}；请检查 NEO4J_URI")
    return StoreUnavailable(f"图库没有应答 (the store does not answer)：{error}；请检查它是否在运行，稍后再试")


def _of_server(error: Neo4jError, limit: str) -> StoreError:
    code = error.code or ""
    if code in _TIMED_OUT or "timeout" in (error.message or "").lower():
        return StoreTimeout(_too_long(limit))
    if isinstance(error, AuthError):
        return StoreUnavailable(
            f"图库不接受用户名或密码 (authentication failed)：{error.message}；请检查 NEO4J_USERNAME 与 NEO4J_PASSWORD"
        )
    if code == _NOT_YET:
        return StoreUnavailable(f"数据库还不存在 (no such database)：{error.message}；请检查 NEO4J_DATABASE 或稍后再试")
    if isinstance(error, neo4j.exceptions.DatabaseUnavailable):
        return StoreUnavailable(f"数据库暂不可用 (database unavailable)：{error.message}；请稍后再试")
    if isinstance(error, TransientError):
        return StoreBusy(f"图库正忙 (transient error {code})：{error.message}；请稍后再试")
    # A constraint that the data breaks is called a database error by a Neo4j; it is the statement that cannot be.
    schema = code.startswith("Neo.DatabaseError.Schema.")
    if schema or (isinstance(error, ClientError) and not isinstance(error, DatabaseError)):
        return StatementRefused(f"图库拒绝执行语句 (statement refused, {code})：{error.message}")
    return StoreError(f"图库内部出错 (database error {code})：{error.message}；详情见图库的日志")


def _too_long(limit: str) -> str:
    return (
        f"语句超过时限 {limit} (statement timed out)；请缩小查询范围，或调大 LIANMENG_READ_LIMIT、LIANMENG_LOAD_LIMIT"
    )
