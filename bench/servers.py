"""The shipped web server and worker, started for a measurement with an instance of their own."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Site(NamedTuple):
    address: str
    instance: Path
    processes: list[subprocess.Popen[bytes]]
    environment: dict[str, str]


@contextmanager
def site(*, demo: bool = True, worker: bool = True) -> Iterator[Site]:
    """An installation as `make run` starts it, on a free port; stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="chapterapp-bench-") as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        environment = os.environ | {
            "CHAPTERAPP_INSTANCE": folder,
            "PORT": str(port),
            "PATH": path,
            "DEMO": "1" if demo else "0",
        }
        for name in ("DATABASE_URL", "PYTHONDONTWRITEBYTECODE"):
            environment.pop(name, None)
        quiet = {"cwd": ROOT, "env": environment, "stdout": subprocess.DEVNULL}
        subprocess.run([sys.executable, "-m", "scripts.prepare"], check=True, **quiet)
        commands = [line.split(":", 1)[1].strip() for line in (ROOT / "Procfile").read_text().splitlines()]
        processes = [
            subprocess.Popen(["/bin/sh", "-c", command], **quiet) for command in commands[: 2 if worker else 1]
        ]
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{address}/healthz")
            yield Site(address, Path(folder), processes, environment)
        finally:
            for process in processes:
                process.send_signal(signal.SIGTERM)
            for process in processes:
                process.wait(20)


def wait_for(address: str, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).read()
        except (urllib.error.URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return
