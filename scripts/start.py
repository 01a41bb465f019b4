"""`make run`: prepare, then web and worker side by side until Ctrl-C."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from honcho.manager import Manager

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = Path(os.environ.get("CHAPTERAPP_INSTANCE") or ROOT / "instance").resolve()
PORT = os.environ.get("PORT") or "8000"
ADDRESS = f"http://127.0.0.1:{PORT}"


def check_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(PORT)))
        except OSError:
            sys.exit(f"Port {PORT} is taken. Choose another: make run PORT=8001")


def announce() -> None:
    """Say where it is, once it answers."""
    while True:
        try:
            urllib.request.urlopen(f"{ADDRESS}/healthz", timeout=1).read()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            break
    print(f"\nchapterapp is at {ADDRESS}  (Ctrl-C stops it)", flush=True)
    password = INSTANCE / "demo-password"
    if password.exists():
        print(f"The demo: log in as coordinator@st-louis.example with the password {password.read_text().strip()}")
        print("Also host@ and member@st-louis.example, coordinator@lyon.example, admin@chapterapp.example.", flush=True)


def main() -> int:
    check_port()
    environment = os.environ | {
        "PORT": PORT,
        "CHAPTERAPP_INSTANCE": str(INSTANCE),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
    }
    if subprocess.run([sys.executable, "-m", "scripts.prepare"], cwd=ROOT, env=environment).returncode:
        return 1
    manager = Manager()
    for line in (ROOT / "Procfile").read_text().splitlines():
        name, command = line.split(":", 1)
        manager.add_process(name, command.strip(), env=environment, cwd=str(ROOT))
    threading.Thread(target=announce, daemon=True).start()
    manager.loop()
    return manager.returncode or 0


if __name__ == "__main__":
    sys.exit(main())
