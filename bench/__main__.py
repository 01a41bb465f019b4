"""`make bench`, or `make bench ONLY=word`: measure, print, and keep what the other lines measured last."""

import json
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import bench

RESULTS = Path(__file__).with_name("results.json")


def main(only: str) -> int:
    for module in iter_modules(bench.__path__, "bench."):
        if module.name != "bench.__main__":
            import_module(module.name)
    known = {row["name"]: row for row in json.loads(RESULTS.read_text())} if RESULTS.exists() else {}
    chosen = [line for line in bench.LINES if line.name.startswith(only)]
    if not chosen:
        print(f"No line begins with {only!r}. There are:", *sorted(line.name for line in bench.LINES), sep="\n  ")
        return 1
    missed = 0
    for line in chosen:
        value, how = line.measure()
        row = {"name": line.name, "value": round(value, 3), "unit": line.unit, "goal": line.goal}
        known[line.name] = row | {"better": line.better, "how": how}
        met = value <= line.goal if line.better == "lower" else value >= line.goal
        missed += not met
        sign = "≤" if line.better == "lower" else "≥"
        print(
            f"{'ok  ' if met else 'MISS'} {line.name:52} {value:10.3f} {line.unit:8} (goal {sign} {line.goal})",
            flush=True,
        )
    names = {line.name for line in bench.LINES}
    rows = sorted((row for row in known.values() if row["name"] in names), key=lambda row: row["name"])
    RESULTS.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
