"""The press: its limits, its one child, and what a page may fetch."""

import os
import signal
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import weasyprint
from fontTools.ttLib import TTFont
from packets.reading import File, loose_marks, problems, walk
from packets.sample_contents import PHOTO
from packets.witness import SECRET, Server, everything

from chapterapp.config import ROOT
from chapterapp.errors import Interrupted
from chapterapp.pdf.press import Limits, Press, RenderFailed

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="paper knows no database: once is enough"
)

PAGE = "<!doctype html><html lang=en><title>T</title><body>{}"
HOG = PAGE.format("<div style='display:flex'>" * 24 + "long")  # each level lays out its inside several times


@pytest.fixture
def press() -> Iterator[Press]:
    made = Press()
    yield made
    made.stop()


def lay_out(press: Press, body: str = "<p>Hello", **more: object) -> File:
    return File(press.render(PAGE.format(body), **more).data)  # type: ignore[arg-type] # images or css


def until(true: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_one_child_prints_again_and_again(press: Press) -> None:
    assert lay_out(press, "<p>One").text(1) == "One"
    first = press.child_pid
    assert lay_out(press, "<p>Two").text(1) == "Two"
    assert press.child_pid == first


def test_the_child_is_replaced_after_so_many_renders() -> None:
    press = Press(Limits(recycle=2))
    seen = [lay_out(press) and press.child_pid for _ in range(4)]
    press.stop()
    assert seen[0] == seen[1] != seen[2] == seen[3]


def test_the_child_does_not_import_the_application(press: Press) -> None:
    press.warm()
    assert press.child_pid
    mapped = {Path(file.path).name for file in psutil.Process(press.child_pid).memory_maps()}
    assert any("pango" in name for name in mapped)
    assert not any("sqlalchemy" in file.path or "psycopg" in file.path
                   for file in psutil.Process(press.child_pid).memory_maps())  # fmt: skip


def test_a_page_that_takes_too_long_fails_in_words_and_the_next_prints(press: Press) -> None:
    press.warm()
    press.limits = Limits(wall=0.5)
    with pytest.raises(RenderFailed, match=r"took too long.*Print fewer cases"):
        press.render(HOG)
    press.limits = Limits()
    assert lay_out(press).text(1) == "Hello"


def test_a_page_that_burns_too_much_cpu_fails_in_words_and_the_next_prints() -> None:
    press = Press(Limits(cpu=0))
    with pytest.raises(RenderFailed, match="took too long"):
        press.render(HOG)
    press.limits = Limits()
    assert lay_out(press).text(1) == "Hello"
    press.stop()


def test_a_page_that_needs_too_much_memory_fails_in_words() -> None:
    press = Press(Limits(memory=420 << 20))
    with pytest.raises(RenderFailed, match="too much memory"):
        press.render(PAGE.format("<p>word</p>" * 60_000))
    press.limits = Limits()
    assert lay_out(press).text(1) == "Hello"
    press.stop()


def test_a_killed_child_fails_in_words_and_the_next_prints(press: Press) -> None:
    press.warm()
    killer = threading.Timer(0.3, lambda: os.kill(press.child_pid or 0, signal.SIGKILL))
    killer.start()
    with pytest.raises(RenderFailed, match="stopped from outside"):
        press.render(HOG)
    assert lay_out(press).text(1) == "Hello"


def test_stopping_ends_a_render_under_way_as_interrupted() -> None:
    press = Press()
    press.warm()
    child = press.child_pid
    threading.Timer(0.3, press.stop).start()
    with pytest.raises(Interrupted):
        press.render(HOG)
    with pytest.raises(Interrupted):
        press.render(PAGE)
    assert child
    assert not psutil.pid_exists(child)


def test_an_idle_child_goes_home_and_the_next_render_starts_another(press: Press) -> None:
    press.warm()
    child = press.child_pid
    press.rest(60)
    assert press.child_pid == child
    press.rest(0)
    assert press.child_pid is None
    assert child
    assert not psutil.pid_exists(child)
    assert lay_out(press).text(1) == "Hello"


def test_the_child_dies_with_its_parent_even_in_mid_render() -> None:
    code = (
        "import sys, threading\nfrom chapterapp.pdf.press import Press\np = Press()\np.warm()\n"
        f"threading.Thread(target=p.render, args=({HOG!r},), daemon=True).start()\n"
        "print(p.child_pid, flush=True)\nsys.stdin.read()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert psutil.pid_exists(child)
    parent.kill()
    parent.communicate()
    until(lambda: not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE)


def test_progress_tells_the_pages_laid_out_so_far(press: Press) -> None:
    seen: list[int] = []
    css = ".p { break-after: page } @page { @bottom-left { content: counter(page) ' of ' counter(pages) } }"
    pages = press.render(PAGE.format("<p class=p>x</p>" * 300), css=css, progress=seen.append).pages
    assert pages == 300
    assert seen == sorted(seen)
    assert 0 < seen[-1] <= pages


def test_whoever_is_told_of_progress_can_end_the_render(press: Press) -> None:
    press.warm()

    def refuse(pages: int) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        press.render(HOG, progress=refuse)  # which lays out no page for a minute
    assert press.child_pid is None
    assert lay_out(press).text(1) == "Hello"


def test_footers_are_artifacts_and_all_else_is_tagged(press: Press) -> None:
    css = "@page { @bottom-left { content: 'Footer' } }"
    file = lay_out(press, "<h1>Title</h1><table><thead><tr><th>A<tbody><tr><td>b</table><img src=image:p alt=P>",
                   css=css, images={"p": PHOTO})  # fmt: skip
    assert problems(file) == []
    assert "Footer" in file.text(1)


def test_elements_that_say_nothing_are_not_in_the_tags(press: Press) -> None:
    lines = "<br>".join(
        f"line {n} with <b>bold {n}</b> and <span lang=fr>mot {n}</span>" for n in range(90)
    )  # two pages
    file = lay_out(press, f"<div><div><section><h1>Title</h1><div>own</div><div><p>{lines}</div></section></div></div>")
    assert problems(file) == []
    found = [str(item.S) for item in walk(file.pdf.Root.StructTreeRoot.K[0])]
    assert found[:4] == ["/Document", "/Sect", "/H1", "/Div"]
    assert set(found[4:]) == {"/P", "/Span", "/Sect"}  # one of each page
    assert found.count("/Span") == 90  # in another language
    assert "line 0 with bold 0 and mot 0 line 1 with bold 1" in file.text(1).replace("\n", " ")


def test_marks_outside_the_tree_would_be_found() -> None:
    """The control: WeasyPrint's own margin boxes are no artifacts."""
    css = weasyprint.CSS(string="@page { @bottom-left { content: 'Footer' } }")
    file = File(weasyprint.HTML(string=PAGE.format("<p>x")).write_pdf(pdf_variant="pdf/ua-1", stylesheets=[css]))
    assert "page 1: marks differ between content and tree" in list(loose_marks(file))


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.server.shutdown()
    made.server.server_close()


SVG = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width=9 height=9>"
HOSTILE = (
    "<img src='{url}' alt=x>",
    "<img src='{url}' srcset='{url} 2x' alt=x>",
    "<object data='{url}'>x</object>",
    "<embed src='{url}'>",
    "<link rel=stylesheet href='{url}'>",
    "<link rel=attachment href='{url}'>",
    "<a rel=attachment href='{url}'>x</a>",
    "<p style='background:url({url})'>x",
    "<p style='content:url({url})'>x",
    "<ul style='list-style-image:url({url})'><li>x</ul>",
    "<style>@import url({url});</style>",
    "<style>@font-face{{font-family:F;src:url({url})}} p{{font-family:F}}</style><p>x",
    "<style>@page{{background:url({url})}}</style><p>x",
    "<style>p::before{{content:url({url})}}</style><p>x",
    SVG + "<image href='{url}' width=9 height=9 /></svg>",
    SVG + "<image xlink:href='{url}' width=9 height=9 /></svg>",
    SVG + "<use xlink:href='{url}#a' /></svg>",
    "<iframe src='{url}'></iframe>",
    "<base href='{url}/'><img src='x.png' alt=x>",
)


@pytest.mark.parametrize("body", HOSTILE)
def test_no_page_fetches_from_the_network_or_the_disk(
    press_of_all: Press, server: Server, tmp_path: Path, body: str
) -> None:
    file = tmp_path / "secret.txt"
    file.write_text(SECRET)
    for url in (
        server.url + "/x.png",
        file.as_uri(),
        "data:text/plain;base64," + b64encode(SECRET.encode()).decode(),
        f"image:../{file}",
        f"asset:{file}",
    ):
        data = press_of_all.render(PAGE.format(body.format(url=url))).data
        assert SECRET.encode() not in everything(data)
    assert server.asked == []


def test_the_default_fetcher_would_have_asked_and_read(server: Server, tmp_path: Path) -> None:
    """The control: the same pages through WeasyPrint as it comes."""
    file = tmp_path / "secret.txt"
    file.write_text(SECRET)
    leaks = 0
    for body in HOSTILE:
        weasyprint.HTML(string=PAGE.format(body.format(url=server.url + "/x.png"))).write_pdf()
        leaks += SECRET.encode() in everything(
            weasyprint.HTML(string=PAGE.format(body.format(url=file.as_uri()))).write_pdf()
        )
    assert len(server.asked) >= 10
    assert leaks


@pytest.fixture(scope="module")
def press_of_all() -> Iterator[Press]:
    made = Press()
    yield made
    made.stop()


def test_the_marks_are_what_their_script_draws(tmp_path: Path) -> None:
    drawn = tmp_path / "marks.ttf"
    subprocess.run([sys.executable, ROOT / "scripts" / "marks.py", drawn], check=True, capture_output=True)
    assert drawn.read_bytes() == (ROOT / "static" / "fonts" / "marks.ttf").read_bytes()
    assert set("✓✕●○◆◇▶□ ") == {chr(code) for code in TTFont(drawn).getBestCmap()}
