"""The repository itself: sizes, locks, names, the Makefile's list."""

import re
import subprocess
from pathlib import Path

from chapterapp.config import ROOT

CODE = (".py", ".html", ".js", ".css")
TARGETS = ("help", "run", "test", "lint", "bench", "lock", "assets")


def tracked(*endings: str) -> list[Path]:
    """The files of the project; of a copy without git, those that stand there."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        folders = ("bench", "chapterapp", "scripts", "static/css", "static/js", "templates", "tests")
        files = [file for folder in folders for file in (ROOT / folder).rglob("*")]
    else:
        files = [ROOT / name for name in listed.stdout.splitlines()]
    return [file for file in files if file.is_file() and file.name.endswith(endings)]


def test_no_file_is_past_400_lines_and_half_are_under_90() -> None:
    lengths = {file: len(file.read_text().splitlines()) for file in tracked(*CODE)}
    assert [f"{file}: {length}" for file, length in lengths.items() if length > 400] == []
    assert sum(length < 90 for length in lengths.values()) * 2 >= len(lengths)


def test_the_locks_hold_hashes_and_no_address() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert re.search(r"https?://|file://", text) is None


def test_make_lists_its_targets() -> None:
    listed = subprocess.check_output(["make", "-s", "help"], cwd=ROOT, text=True)
    assert [target for target in TARGETS if f"make {target} " not in listed] == []


def test_nothing_names_one_machine() -> None:
    path = re.compile(r"(?<![\w.])/(work|root|home)/[a-z]")
    found = [file for file in tracked(*CODE, ".md", ".toml", ".sh") if path.search(file.read_text())]
    assert found == []


def test_no_module_hides_what_is_in_it() -> None:
    hiding = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [file for file in tracked(".py") if hiding.intersection(file.with_suffix("").parts)] == []
