"""The shipped application as processes of its own, over a fresh instance folder; and how a person logs in."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


@dataclass
class Server:
    """The shipped application with an instance folder of its own."""

    instance: Path
    port: int
    database_url: str = ""  # empty: SQLite in its folder
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def demo_password(self) -> str:
        return (self.instance / "demo-password").read_text().strip()

    @property
    def output(self) -> str:
        """All that the commands and processes have printed so far."""
        return (self.instance / "output").read_text()

    def environment(self) -> dict[str, str]:
        ours = {"CHAPTERAPP_INSTANCE": str(self.instance), "PORT": str(self.port)}
        ours |= {"JOB_LEASE_SECONDS": "5", "JOB_SWEEP_SECONDS": "1", "PATH": f"{BIN}:{os.environ['PATH']}"}
        ours |= {"DATABASE_URL": self.database_url} if self.database_url else {}
        return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | ours

    def command(self, *words: str) -> subprocess.Popen[bytes]:
        with (self.instance / "output").open("ab") as output:
            return subprocess.Popen(  # a group of its own, so that all of it can be ended
                words, cwd=ROOT, env=self.environment(), stdout=output, stderr=output, start_new_session=True
            )

    def run(self, *words: str) -> None:
        assert self.command(*words).wait(120) == 0, f"{words} failed:\n{self.output}"

    def start(self, demo: bool) -> None:
        self.run("flask", "--app", "wsgi", "db", "upgrade")
        if demo:
            self.run("flask", "--app", "wsgi", "demo")
        self.start_processes("web", "worker")

    def start_processes(self, *names: str) -> None:
        for line in (ROOT / "Procfile").read_text().splitlines():
            name, _colon, command = line.partition(":")
            if name in names:
                self.processes.append(self.command("sh", "-c", f"exec {command.strip().removeprefix('exec ')}"))
        self.wait_until_it_answers()

    def kill(self) -> None:
        """As when the power goes: every process at once, with no chance to tidy up."""
        for process in self.processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes.clear()

    def wait_until_it_answers(self) -> None:
        for _ in range(300):
            try:
                with urlopen(f"{self.url}/readyz", timeout=5):
                    return
            except OSError:  # refused, reset, or too slow: a busy machine
                assert all(process.poll() is None for process in self.processes), self.output
                time.sleep(0.1)
        raise AssertionError(f"the server does not answer:\n{self.output}")

    def stop(self) -> None:
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def start_server(folder: Path, demo: bool) -> Iterator[Server]:
    server = Server(folder, find_port())
    try:
        server.start(demo)
        yield server
    finally:
        server.stop()


def log_in(page: Page, server: Server, email: str, password: str | None = None) -> None:
    page.goto(f"{server.url}/log-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password or server.demo_password)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(re.compile(r"/(c/|site$)|/$"))
