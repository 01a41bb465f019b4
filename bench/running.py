"""Starting and resting: the shipped processes from outside."""

import subprocess
import sys
import time
from pathlib import Path

import psutil

from bench import line
from bench.servers import ROOT, site

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


@line("running: whole site at rest", "MiB", 250)
def at_rest() -> tuple[float, str]:
    with site() as here:
        time.sleep(60)
        family = [psutil.Process(process.pid) for process in here.processes]
        family += [child for parent in family for child in parent.children(recursive=True)]
        total = sum(map(pss_of, family))
        names = ", ".join(f"{' '.join(one.cmdline()[1:2])[-20:]} {pss_of(one):.0f}" for one in family)
    return total, f"PSS of gunicorn, worker and their children after 60 s without a request: {names}"
