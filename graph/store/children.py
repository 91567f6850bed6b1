"""The keeper's two children: the server (a JVM) and the guard that ends it should the keeper be killed."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from graph.errors import StoreError
from graph.store import locks
from graph.store.arcadedb import (
    PORT_TAKEN,
    Engine,
    Limits,
    choose_ports,
    start_server,
    write_arguments,
    write_directory,
)
from graph.store.endpoint import DATABASE, Accounts, Endpoint, make_endpoint
from graph.store.probe import answers
from graph.store.processes import listening_ports, process_started
from graph.store.python import module_command, module_environment

LOG = "store.log"

_STOP_S = 8.0
_START_S = 60.0


class Server:
    """One server process after another, in the same private directory and with the same accounts."""

    def __init__(self, folder: Path, run: Path, engine: Engine, limits: Limits, accounts: Accounts) -> None:
        write_directory(run, accounts)
        self._folder, self._run, self._engine, self._limits, self._accounts = folder, run, engine, limits, accounts
        self._process: subprocess.Popen[bytes] | None = None
        self._begin = 0.0
        self._log_start = 0
        self.ports = (0, 0)
        self.ready = False
        self.port_taken = False

    @property
    def pid(self) -> int:
        """Process id of the newest server; 0 before the first."""
        return self._process.pid if self._process else 0

    def start(self, ports: tuple[int, int] | None) -> None:
        """Starts a server on `ports` where they are free, else on new ones. It is not ready yet."""
        self.ports, self.ready, self.port_taken = choose_ports(ports), False, False
        arguments = write_arguments(self._run, self._folder, self._engine, self.ports, self._limits)
        lock = locks.take_lock(self._folder / locks.SERVER, wait_s=_STOP_S)
        log = os.open(self._folder / LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            self._log_start = os.fstat(log).st_size
            self._begin = time.monotonic()
            self._process = start_server(self._engine, arguments, log, lock, os.environ)
        finally:
            os.close(log)
            # Closed, not unlocked: the server has it now.
            os.close(lock)

    def answers(self) -> bool:
        """Asks the server, which is ready when it listens on both ports and answers over Bolt from its database.

        Nothing is asked before the server itself listens there: the password is not for anybody else on that port.
        """
        if listening_ports(self.pid).issuperset(self.ports):
            account = self._accounts
            self.ready = answers(self.ports[0], account.reader, account.reader_password, DATABASE)
        return self.ready

    def endpoint(self) -> Endpoint:
        """Where and as whom the newest server is reached."""
        return make_endpoint(self._accounts, self.ports, self.pid, process_started(self.pid))

    def has_failed(self) -> bool:
        """True when the server has ended, cannot listen, or has not become ready in a minute."""
        if self._process is None or self._process.poll() is not None:
            return True
        if self.ready:
            return False
        # A server that cannot listen logs it and lives on without the listener (tried).
        self.port_taken = PORT_TAKEN in self._new_output()
        return self.port_taken or time.monotonic() - self._begin > _START_S

    def _new_output(self) -> bytes:
        with (self._folder / LOG).open("rb") as log:
            log.seek(self._log_start)
            return log.read()

    def stop(self) -> None:
        """Ends the server: SIGTERM, which closes the database cleanly, and SIGKILL where that is not enough."""
        process, self.ready = self._process, False
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Guard:
    """The guard process. It sleeps until the pipe that this object holds is closed."""

    def __init__(self, folder: Path, run: Path) -> None:
        try:
            self._process = subprocess.Popen(
                module_command("graph.store.guard", str(folder), str(run)),
                stdin=subprocess.PIPE,
                env=module_environment(os.environ),
            )
        except OSError as error:
            raise StoreError(f"启动看护进程失败：{error.strerror} (cannot start the guard)") from error

    def is_gone(self) -> bool:
        """True when the guard has ended before its time."""
        return self._process.poll() is not None

    def dismiss(self) -> None:
        """Lets the guard end; the server must have ended before."""
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
