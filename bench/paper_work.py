"""One measurement of paper in a fresh, warm process: `python -m bench.paper_work NAME N` prints seconds, MB and pages.

Seconds are CPU, user and system, of this process and of the kept child (or the browser's processes). Warm: modules
imported, style sheet parsed, one small packet in most faces made before; the peer is given the same.
"""

import base64
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import psutil
from markupsafe import Markup
from pikepdf import Pdf

from chapterapp import create_app
from chapterapp.packets import rendering
from chapterapp.pdf.parts import Frame
from chapterapp.pdf.press import press
from chapterapp.personal_letters.contents import Run
from chapterapp.personal_letters.rendering import print_run, whole_html, wholes_of
from chapterapp.personal_letters.rendering import style_sheet as letter_style

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # as pytest does
from packets import label_sample
from packets.plain import lay_out_plainly, plain_html
from packets.sample_contents import CASES, packet
from packets.sheet_contents import whole_packet, with_sheets
from personal_letters.sample import many

REPEATS = 20  # of what takes a few hundredths of a second: the kernel counts in hundredths
FRAME = Frame("Letters", "en-US")
SMALL = packet(cases=CASES[:1], agenda=(), expected=())
PARTS = ("cover", "host", "sign-in", "ten-minutes", "cases", "tally", "postage", "back")  # an evening's, each once
WHOLE = whole_packet(copies=tuple((key, 1) for key in PARTS))


def edited(number: int) -> rendering.PacketContents:
    case = replace(CASES[2], background=Markup("<p>Edited {}.</p>").format(number) + CASES[2].background)
    return replace(WHOLE, cases=(*WHOLE.cases[:2], with_sheets(case), *WHOLE.cases[3:]))


def family() -> list[psutil.Process]:
    me = psutil.Process()
    return [me, *(child for child in me.children(recursive=True) if child.pid == press.child_pid)]


def cpu(processes: list[psutil.Process]) -> float:
    """With children that ended."""
    return sum(sum(process.cpu_times()[:4]) for process in processes)


def measure(work: Callable[[int], bytes], repeats: int = 1) -> dict[str, float]:
    before = cpu(family())
    for number in range(repeats):
        data = work(number)
    seconds = (cpu(family()) - before) / repeats
    return result(seconds, max(map(peak, family()[-1:])), data)


def peak(process: psutil.Process) -> float:
    words = Path(f"/proc/{process.pid}/status").read_text().partition("VmHWM:")[2].split()
    return int(words[0]) / 1024


def result(seconds: float, megabytes: float, data: bytes) -> dict[str, float]:
    with Pdf.open(BytesIO(data)) as pdf:
        return {"s": seconds, "MB": megabytes, "pages": len(pdf.pages), "kB": len(data) / 1024}


def packets(name: str, sections: Path) -> dict[str, float]:
    if name == "plain packet":
        lay_out_plainly(*plain_html(SMALL))
        return measure(lambda n: lay_out_plainly(*plain_html(WHOLE)))
    rendering.render(SMALL)
    shutil.rmtree(sections)
    if name == "nothing cached":
        return measure(lambda n: rendering.render(WHOLE).data)
    rendering.render(WHOLE)
    if name == "kept":
        return measure(lambda n: rendering.render(WHOLE).data, REPEATS)
    return measure(lambda n: rendering.render(edited(n)).data, 5)


def letters(name: str, count: int) -> dict[str, float]:
    """Ten cases, as many writers as it takes; the product's own templates, composed or all in one document."""
    run = letter_run(count)
    if name == "letters":
        print_run(many(2, 2))
        return measure(lambda n: print_run(run).data)
    style = letter_style(run.paper)
    lay_out_plainly(plain_mail(many(2, 2)), style, {})
    return measure(lambda n: lay_out_plainly(plain_mail(run), style, {}))


def letter_run(count: int) -> Run:
    return many(1, count) if count < 10 else many(10, count // 10)


def plain_mail(run: Run) -> str:
    return whole_html(run, wholes_of(run, run.letters))


def labels(name: str, count: int) -> dict[str, float]:
    style = label_sample.style()
    texts = [label_sample.address(n) for n in range(10)]
    sheets = label_sample.sheets([n % 10 for n in range(count)], start=4)
    if name == "plain labels":
        lay_out_plainly(label_sample.plain_sheets(texts[:2], label_sample.sheets([0, 1])), style, {})
        return measure(lambda n: lay_out_plainly(label_sample.plain_sheets(texts, sheets), style, {}))
    press.render(label_sample.label_document(texts[:2]), css=style)
    html = label_sample.label_document(texts)
    return measure(lambda n: press.place_labels(html, style, {}, sheets, FRAME).data, REPEATS)


def chromium(name: str, count: int) -> dict[str, float]:
    """Headless, through Playwright; the browser's processes only, not the driver's."""
    from playwright.sync_api import sync_playwright

    if name == "chromium packet":
        html, css, images = plain_html(WHOLE)
        for image, data in images.items():
            kind = "svg+xml" if data.startswith(b"<svg") else "jpeg"
            html = html.replace(f"image:{image}", f"data:image/{kind};base64,{base64.b64encode(data).decode()}")
    else:
        html, css = plain_mail(letter_run(count)), letter_style("letter")
    head = f"<style>{css}</style></head>"
    with sync_playwright() as p, tempfile.TemporaryDirectory() as folder:
        browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        root = next(child for child in psutil.Process().children(recursive=True) if "chrom" in child.name())
        tab = browser.new_page()

        def make(text: str) -> bytes:
            path = Path(folder) / "page.html"
            path.write_text(text.replace("</head>", head))
            tab.goto(path.as_uri())
            return bytes(tab.pdf(prefer_css_page_size=True, tagged=True, outline=True))

        make(plain_mail(many(10, 1)))
        before = cpu([root, *root.children(recursive=True)])
        data = make(html)
        processes = [root, *root.children(recursive=True)]
        seconds = cpu(processes) - before
        megabytes = sum(process.memory_full_info().pss for process in processes) / 1e6
        browser.close()
    return result(seconds, megabytes, data)


def main(name: str, count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(INSTANCE=Path(folder), SECRET_KEY="x", SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder}/x.db")
        with app.app_context():
            try:
                if name.startswith("chromium"):
                    return chromium(name, count)
                if name in ("nothing cached", "kept", "edited", "plain packet"):
                    return packets(name, Path(folder, "sections"))
                return letters(name, count) if name.endswith("letters") else labels(name, count)
            finally:
                press.stop()


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
