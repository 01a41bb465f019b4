"""Starting and resting: the shipped processes from outside."""

import re
import subprocess
import sys
import time
from pathlib import Path

import psutil

from bench import line
from bench.pages import Visitor, token_of
from bench.servers import ROOT, Site, site

START = """
import time; began = time.monotonic()
from chapterapp import create_app
app = create_app()
assert app.test_client().get("/healthz").status_code == 200
print(time.monotonic() - began)
"""


@line("running: cold start", "s", 1)
def cold_start() -> tuple[float, str]:
    with site(worker=False) as here:
        took = sorted(
            float(subprocess.check_output([sys.executable, "-c", START], cwd=ROOT, env=here.environment))
            for _ in range(5)
        )
    return took[2], "import, create_app and the first answer in a new Python process, median of 5, files warm"


def pss_of(process: psutil.Process) -> float:
    """MiB, shared pages divided among those who share them."""
    rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
    return int(next(row for row in rollup.splitlines() if row.startswith("Pss:")).split()[1]) / 1024


def print_something(here: Site) -> None:
    """So that the renderer has been there, and has to have gone home."""
    visitor = Visitor(here)
    visitor.log_in("coordinator@lyon.example", (here.instance / "demo-password").read_text().strip())
    listing = visitor.load("/c/lyon/meetings")[1].decode()
    slug = re.findall(r'href="/c/lyon/meetings/(\d{4}-\d\d-\d\d)"', listing)[0]
    page = visitor.load(f"/c/lyon/meetings/{slug}")[1].decode()
    visitor.load(f"/c/lyon/meetings/{slug}/packets", {"csrf_token": token_of(page)})
    children = psutil.Process(here.processes[1].pid).children(recursive=True)
    assert children, "no renderer was started"


@line("running: whole site at rest", "MiB", 250)
def at_rest() -> tuple[float, str]:
    with site() as here:
        print_something(here)
        time.sleep(60)
        family = [psutil.Process(process.pid) for process in here.processes]
        family += [child for parent in family for child in parent.children(recursive=True)]
        total = sum(map(pss_of, family))
        names = ", ".join(f"{' '.join(one.cmdline()[1:2])[-20:]} {pss_of(one):.0f}" for one in family)
    return total, f"PSS of gunicorn, worker and their children, 60 s after a packet was printed: {names}"
