"""What paper costs: packets from sections, a thousand letters and labels, beside the peers on the same pages."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from statistics import median

from bench import line

ROOT = Path(__file__).resolve().parent.parent
GROWTH = Path(__file__).with_name("paper-growth.md")
RUNS = {"nothing cached": 5, "plain packet": 5, "kept": 5, "edited": 3, "letters": 5, "labels": 5}
CPU = "CPU seconds, user and system, of the process that asks and of its kept child"
PLAIN = "peer: WeasyPrint 70.0 as it comes, the same templates in one document, warm"


@cache
def run(name: str, count: int = 0) -> dict[str, float]:
    """Medians over fresh, warm processes."""
    found = []
    for _ in range(RUNS.get(name, 1)):
        words = [sys.executable, "-m", "bench.paper_work", name, str(count)]
        done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT)
        found.append(json.loads(done.stdout.splitlines()[-1]))
    return {key: median(one[key] for one in found) for key in found[0]}


def told(name: str, count: int = 0) -> str:
    one = run(name, count)
    times = RUNS.get(name, 1)
    runs = f"median of {times} fresh warm processes" if times > 1 else "one fresh warm process"
    return f"{one['s']:.3f} s, {one['pages']:.0f} pages, {one['kB']:.0f} kB, peak {one['MB']:.0f} MB, {runs}"


def ratio(over: str, under: str, count: int = 0) -> float:
    return run(over, count)["s"] / run(under, count)["s"]


@line("paper: packet, nothing cached", "s", 0.85)
def nothing_cached() -> tuple[float, str]:
    return run("nothing cached")["s"], f"six cases, five scripts, photos, all sheets; {CPU}; {told('nothing cached')}"


@line("paper: packet, nothing cached, times plain WeasyPrint", "x", 1.25)
def nothing_cached_beside_plain() -> tuple[float, str]:
    return ratio("nothing cached", "plain packet"), f"{PLAIN}: {told('plain packet')}; ours {told('nothing cached')}"


@line("paper: packet, from kept sections", "s", 0.04)
def kept() -> tuple[float, str]:
    return run("kept")["s"], f"templates, hashes and composing, the mean of 20; {CPU}; {told('kept')}"


@line("paper: packet, one case edited", "s", 0.15)
def edited() -> tuple[float, str]:
    return run("edited")["s"], f"a paragraph more in one background, the mean of 5 such; {CPU}; {told('edited')}"


@line("paper: from kept sections, times faster than plain WeasyPrint", "x", 25, better="higher")
def kept_beside_plain() -> tuple[float, str]:
    return ratio("plain packet", "kept"), f"{PLAIN}: {told('plain packet')}; ours {told('kept')}"


@line("paper: from kept sections, times faster than warm Chromium", "x", 10, better="higher")
def kept_beside_chromium() -> tuple[float, str]:
    peer = f"peer: headless Chromium, warm, its processes only: {told('chromium packet')}"
    return ratio("chromium packet", "kept"), f"{peer}; ours {told('kept')}"


@line("paper: 1,000 letters", "s", 1.0)
def letters() -> tuple[float, str]:
    return run("letters", 1000)["s"], f"100 writers, 10 cases, an entry of the outline each; {told('letters', 1000)}"


@line("paper: 1,000 letters, peak memory", "MB", 150)
def letters_memory() -> tuple[float, str]:
    return run("letters", 1000)[
        "MB"
    ], f"resident, of the kept child that lays out and composes; {told('letters', 1000)}"


@line("paper: 1,000 letters, times faster than plain WeasyPrint", "x", 25, better="higher")
def letters_beside_plain() -> tuple[float, str]:
    found = ratio("plain letters", "letters", 1000)
    return found, f"{PLAIN}: {told('plain letters', 1000)}; ours {told('letters', 1000)}"


@line("paper: 1,000 letters, times faster than warm Chromium", "x", 4, better="higher")
def letters_beside_chromium() -> tuple[float, str]:
    peer = f"peer: headless Chromium, warm, its processes only: {told('chromium letters', 1000)}"
    return ratio("chromium letters", "letters", 1000), f"{peer}; ours {told('letters', 1000)}"


@line("paper: 1,000 labels", "s", 0.05)
def labels() -> tuple[float, str]:
    return run("labels", 1000)["s"], f"10 addresses on sheets of 30, the mean of 20; {told('labels', 1000)}"


@line("paper: growth from 10 to 3,000 letters", "x", 1.15)
def growth() -> tuple[float, str]:
    """What a letter more costs between 1,000 and 3,000, against between 10 and 1,000. Keeps the table."""
    sizes = (10, 100, 1000, 3000)
    seconds = {size: run("letters", size)["s"] for size in sizes}
    rows = [
        f"| {size:,} | {seconds[size]:.3f} | {1000 * seconds[size] / size:.2f} | {run('letters', size)['MB']:.0f} |"
        for size in sizes
    ]
    head = ["# Personal letters: what they cost as they grow", "", 'Written by `make bench ONLY="paper: growth"`.', ""]
    head += ["| letters | CPU, s | ms each | peak, MB |", "|---|---|---|---|"]
    GROWTH.write_text("\n".join([*head, *rows]) + "\n")
    late = (seconds[3000] - seconds[1000]) / 2000
    early = (seconds[1000] - seconds[10]) / 990
    return late / early, f"{1000 * early:.3f} ms a letter up to 1,000, {1000 * late:.3f} ms up to 3,000; {GROWTH.name}"
