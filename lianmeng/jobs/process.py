"""One worker process as the queue sees it: started with its settings by the pipe, waited for, interrupted, killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from dataclasses import fields
from pathlib import Path

from graph.settings import Secret, Settings
from graph.store.python import module_command, module_environment


def start_worker(settings: Settings, folder: Path) -> subprocess.Popen[bytes]:
    """The worker of the job in `folder`, in a session of its own so that Ctrl-C reaches the service alone."""
    process = subprocess.Popen(
        module_command("lianmeng.jobs.worker"),
        env=module_environment(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert process.stdin is not None
    told = json.dumps({"settings": as_environment(settings), "folder": str(folder)})
    try:
        process.stdin.write(told.encode())
        process.stdin.close()
    except BrokenPipeError:
        # It is dead already; its end tells.
        pass
    return process


def end_worker(process: subprocess.Popen[bytes], grace_s: float) -> None:
    """Asks it to stop after the source in hand, and kills it when that takes longer than `grace_s`."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(grace_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def as_environment(settings: Settings) -> dict[str, str]:
    """The variables from which `read_settings` makes these settings again."""
    values = {item.metadata["variable"]: getattr(settings, item.name) for item in fields(Settings)}
    return {variable: _text(value) for variable, value in values.items()}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.value if isinstance(value, Secret) else str(value)
