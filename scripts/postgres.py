"""A PostgreSQL server of our own while it is needed: in a temporary folder, on a free port, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def find_binaries() -> Path:
    """The newest server on this machine. Exits with a sentence where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).parent
    sys.exit("PostgreSQL is not installed (Debian: apt-get install postgresql).")


def as_somebody() -> dict[str, object]:
    """PostgreSQL refuses to run as root; then it runs as the user of Debian's package, or as nobody."""
    if os.getuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    other = names.get("postgres") or names["nobody"]
    return {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}


@contextmanager
def server() -> Iterator[str]:
    """Its address for SQLAlchemy, with a slash at the end."""
    binaries, other = find_binaries(), as_somebody()
    with tempfile.TemporaryDirectory(prefix="chapterapp-pg-", ignore_cleanup_errors=True) as folder:
        if other:
            os.chown(folder, int(str(other["user"])), int(str(other["group"])))
        data = f"{folder}/data"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        run = {"cwd": folder, "check": True, "stdout": subprocess.DEVNULL, **other}
        subprocess.run([binaries / "initdb", "-D", data, "-A", "trust", "-U", "tester", "-E", "UTF8"], **run)  # type: ignore[call-overload] # run's values are what Popen takes
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
        control = [binaries / "pg_ctl", "-D", data, "-w", "-o", options, "-l", f"{folder}/log"]
        subprocess.run([*control, "start"], **run)  # type: ignore[call-overload] # as above
        try:
            yield f"postgresql+psycopg://tester@127.0.0.1:{port}/"
        finally:
            subprocess.run([binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **(run | {"check": False}))  # type: ignore[call-overload] # as above
