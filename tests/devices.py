"""Devices at the door: plain HTTP against the shipped server, each with a connection of its own, one log-in for all."""

import http.client
import json
import random
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
FORM = "application/x-www-form-urlencoded"


class Device:
    """`cookie` and `token` may be those of another device of the same person."""

    def __init__(self, url: str, cookie: str = "", token: str = "") -> None:
        self.where, self.cookie, self.token = urlsplit(url), cookie, token
        self.line: http.client.HTTPConnection | None = None
        self.twins: list[Device] = []

    def ask(self, method: str, path: str, form: dict[str, Any] | None = None, accept: str = "text/html") -> Any:
        """Status, body and headers. A line that the server closed meanwhile is opened anew, as browsers do. Raises
        OSError or HTTPException where no answer came."""
        body = urlencode({"csrf_token": self.token} | form, doseq=True) if form is not None else None
        headers = {"Cookie": self.cookie, "Accept": accept} | ({"Content-Type": FORM} if body else {})
        was_open = self.line is not None
        self.line = self.line or http.client.HTTPConnection(self.where.hostname or "", self.where.port, timeout=30)
        try:
            self.line.request(method, path, body, headers)
            answer = self.line.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.line.close()
            self.line = None
            if was_open:
                return self.ask(method, path, form, accept)
            raise
        if found := re.search(r"chapterapp=[^;]+", answer.headers.get("Set-Cookie", "")):
            self.cookie = found[0]
        return answer.status, text, answer.headers

    def get(self, path: str) -> str:
        status, text, _headers = self.ask("GET", path)
        assert status == 200, (path, status)
        return str(text)

    def state(self, path: str) -> Any:
        return json.loads(self.get(path))

    def log_in(self, email: str, password: str) -> None:
        self.token = find_token(self.get("/log-in"))
        status, _text, headers = self.ask("POST", "/log-in", {"email": email, "password": password})
        assert status == 303, status
        self.token = find_token(self.get("/account"))

    def twin(self) -> "Device":
        self.twins.append(Device(self.where.geturl(), self.cookie, self.token))
        return self.twins[-1]

    def __enter__(self) -> "Device":
        return self

    def __exit__(self, *_: object) -> None:
        for one in (self, *self.twins):
            if one.line:
                one.line.close()

    def tap(self, path: str, **form: Any) -> int:
        """Post as the script of the page does."""
        return int(self.ask("POST", path, form, "application/json")[0])

    def insist(self, path: str, seconds: float = 30, **form: Any) -> int:
        """Send the same until it is answered, as the page does when an answer is lost."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                if (status := self.tap(path, **form)) < 500:
                    return status
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.05)
        raise AssertionError(f"no answer to {path}")


def find_token(page: str) -> str:
    found = TOKEN.search(page)
    assert found
    return found[1]


def new_key() -> str:
    return secrets.token_hex(8)


def at_once(jobs: Iterable[Callable[[], Any]]) -> list[Any]:
    """Run all in threads that start together; what they return, or the error that one of them met."""
    jobs = list(jobs)
    gate, results, errors = threading.Barrier(len(jobs)), [None] * len(jobs), []

    def run(n: int, job: Callable[[], Any]) -> None:
        try:
            gate.wait()
            results[n] = job()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(n, job)) for n, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results


def people(device: Device, evening: str) -> list[str]:
    return re.findall(r'<li data-ref="([^"]+)"', device.get(f"{evening}/door"))


def offered(device: Device, evening: str, kind: str = "appeal_letter") -> list[str]:
    """The fields of the tally of one kind, or of a pattern of kinds."""
    return re.findall(rf'name="({kind}:[^"]+)"', device.get(f"{evening}/tally"))


def written(device: Device, evening: str) -> int:
    found = re.search(r'data-written="(\d+)"', device.get(evening))
    return int(found[1]) if found else 0


Tap = tuple[str, dict[str, str]]  # where below the meeting, and what


class Crowd:
    """Devices that post without end and insist on an answer; and what they have sent."""

    def __init__(self, device: Device, evening: str, choose: Callable[[random.Random], Tap]) -> None:
        """`choose` is called by several threads."""
        self.device, self.evening, self.choose = device, evening, choose
        self.sent: list[Tap] = []
        self.over = threading.Event()
        self.errors: list[BaseException] = []
        self.threads = [threading.Thread(target=self.run, args=(n,)) for n in range(4)]

    def run(self, n: int) -> None:
        one, chance = self.device.twin(), random.Random(n)
        try:
            while not self.over.is_set():
                path, form = self.choose(chance)
                form = form | {"key": new_key()}
                self.sent.append((path, form))
                assert one.insist(f"{self.evening}{path}", **form) in (200, 303)
        except BaseException as error:
            self.errors.append(error)

    def __enter__(self) -> "Crowd":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()


class Killable(Protocol):
    def kill(self) -> None: ...

    def start_processes(self, *names: str) -> None: ...


def kill_often(server: Killable, kills: int) -> None:
    """At moments that nobody chose, and start it again each time."""
    for n in range(kills):
        time.sleep(0.15 + random.Random(n).random() * 0.4)
        server.kill()
        server.start_processes("web")
    time.sleep(0.3)
