"""`make test`: everything a change has to pass. `make lint`: the part that runs nothing of ours."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from scripts.postgres import server

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LINT = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "templates": ["djlint", "templates", "--lint", "--quiet"],
    "types": ["mypy"],
    "floors": ["lint-imports"],
}
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
TOOK: list[tuple[str, float, str]] = []


def run(name: str, command: list[str], **environment: str) -> None:
    """Run one step and keep its time and its last line; the first that fails ends everything."""
    print(f"\n== {name}", flush=True)
    began, last = time.monotonic(), ""
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"PATH": path} | environment, stdout=subprocess.PIPE, text=True
    ) as step:
        assert step.stdout
        for line in step.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
    TOOK.append((name, time.monotonic() - began, last if "passed" in last else ""))
    if step.returncode:
        sys.exit(f"{name} failed.")


def lint() -> None:
    for name, command in LINT.items():
        run(name, [str(BIN / command[0]), *command[1:]])
    for lock in ROOT.glob("requirements*.lock"):
        if found := re.search(r"https?://|file://", lock.read_text()):
            sys.exit(f"An address stands in {lock.name}: {found[0]}")


def main() -> None:
    lint()
    if sys.argv[1:] == ["lint"]:
        return
    workers = ["-n", "2", "--dist", "loadfile"]
    run("tests on SQLite", [*PYTEST, *workers, "-m", "not journey"])
    with server() as address:
        run("tests on PostgreSQL", [*PYTEST, *workers, "-m", "not journey"], TEST_DATABASE_URL=address)
    run("journeys in Chromium", [*PYTEST, *workers, "-m", "journey"])
    print("\n== all of it")
    for name, seconds, last in TOOK:
        print(f"{name:24} {seconds:6.1f} s  {last}")
    print(f"{'together':24} {sum(seconds for _, seconds, _ in TOOK):6.1f} s")
    counts = [
        sum(map(int, re.findall(rf"(\d+) {word}", " ".join(last for *_, last in TOOK))))
        for word in ("passed", "failed", "skipped")
    ]
    print("{} passed, {} failed, {} skipped".format(*counts))


if __name__ == "__main__":
    main()
