"""Make the README's pictures from the demo: the meeting page on a laptop and a phone, pages of the packet, and the same
case in large print, in two languages and on its table.

    .venv/bin/python -m scripts.pictures

`scripts.paper` draws all the other pages.

Needs the requirements of `make test`, Chromium and pdftoppm. It works in a folder of its own, with a fresh demo.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from scripts.paper import draw, print_packet, side_by_side

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures"
COORDINATOR = "coordinator@st-louis.example"
SCREENS = {"meeting-1280": (1280, 860), "meeting-390": (390, 844)}
GREYS = 24  # enough for letters with soft edges; a picture stays under 150 kB
DPI = 58


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{url}/readyz", timeout=2).read()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    sys.exit("The server does not answer.")


def take_screens(url: str, password: str) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (width, height) in SCREENS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, locale="en-US")
            page.goto(f"{url}/log-in")
            page.get_by_label("E-mail").fill(COORDINATOR)
            page.get_by_label("Password", exact=True).fill(password)
            page.get_by_role("button", name="Log in").click()
            page.goto(f"{url}/c/st-louis/meetings")
            page.locator("main a[href*='/meetings/20']").first.click()
            page.wait_for_load_state()
            shot = TARGET / f"{name}.png"
            page.screenshot(path=shot)
            shrink(Image.open(shot), shot, colours=64)
        browser.close()


def draw_packet(folder: Path, environment: dict[str, str]) -> None:
    """The cover and the first case with its background and sample letter, side by side."""
    pdf = folder / "packet.pdf"
    print_packet(environment, pdf)
    pages = draw(pdf, folder / "packet", DPI)
    chosen = [pages[number - 1] for number in (1, *find_pages(pdf, "Case 2", 3))]
    shrink(side_by_side(chosen, 4), TARGET / "packet.png", colours=GREYS)


def draw_versions(folder: Path, environment: dict[str, str]) -> None:
    """The weavers' case: two pages of large print, the letter beside its translation, the poster of their table."""
    pages = []
    for words, options in (
        (("Weavers of San Rafael", "Ask only for this"), ("--large",)),
        (("Read the left",), ("--language", "es")),
        (("Table 3",), ("--every",)),
    ):
        pdf = folder / f"version-{len(pages)}.pdf"
        print_packet(environment, pdf, *options)
        drawn = draw(pdf, pdf.with_suffix(""), DPI)
        after = 0 if "--large" not in options else find_pages(pdf, "Case 3", 1)[0] - 1
        for word in words:
            number = next(number for number in find_pages(pdf, word, 99) if number > after)
            pages.append(drawn[number - 1])
    shrink(side_by_side(pages, 4), TARGET / "versions.png", colours=GREYS)


def find_pages(pdf: Path, words: str, most: int) -> list[int]:
    """Numbers of the pages that have the words at their top."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)  # noqa: S607
    pages = text.stdout.split("\f")
    return [number for number, page in enumerate(pages, 1) if words in page[:200]][:most]


def shrink(picture: Image.Image, file: Path, *, colours: int) -> None:
    picture.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB")


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        port, folder = free_port(), Path(name)
        environment = os.environ | {"CHAPTERAPP_INSTANCE": name, "PORT": str(port), "DEMO": "1"}
        environment.pop("DATABASE_URL", None)
        server = subprocess.Popen([sys.executable, "-m", "scripts.start"], cwd=ROOT, env=environment)
        try:
            wait_for(f"http://127.0.0.1:{port}")
            take_screens(f"http://127.0.0.1:{port}", (folder / "demo-password").read_text().strip())
            draw_packet(folder, environment)
            draw_versions(folder, environment)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


if __name__ == "__main__":
    main()
