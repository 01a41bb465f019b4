"""Names in their own scripts: on one page, each in its language and direction; and what a machine without the fonts
says instead of printing boxes."""

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from cast import COORDINATOR, MEETING
from client import Client
from flask import Flask
from packets.reading import File
from packets.sample_contents import addressees, case_like, packet
from personal_letters.sample import CASES, run
from sqlalchemy import select

from chapterapp.cases.models import Subject
from chapterapp.cli import print_samples
from chapterapp.database import across_chapters, db
from chapterapp.packets import rendering
from chapterapp.packets.contents import OwnText, PacketContents
from chapterapp.pdf.press import RenderFailed, press
from chapterapp.personal_letters.rendering import print_run
from chapterapp.scripts import SCRIPTS, direction_of, language_of, say_missing

Visit = Callable[[str | None], Client]
pytestmark = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")), reason="paper knows no database: once is enough"
)
NAMES = {  # by language and the country of the case
    ("my", "MM"): "ခင်စံပယ်လွင်", ("ar", "EG"): "يسرى القمراوي", ("fa", "IR"): "پروانه ساحل‌گرد", ("hi", "IN"): "देवनागरी",
    ("ru", "RU"): "Тимофей Лозинин", ("vi", "VN"): "Lữ Thị Hoài Ngân", ("zh", "CN"): "陈小鹏",
}  # fmt: skip
WITHOUT_BURMESE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include>
<selectfont><rejectfont><glob>*Myanmar*</glob></rejectfont></selectfont></fontconfig>"""


@pytest.fixture(scope="module")
def printable(whole_app: Flask) -> dict[tuple[str, str], str]:
    """The names for which this machine has letters; Chinese is a package of its own."""
    with whole_app.app_context():
        lacking = print_samples()
    return {key: name for key, name in NAMES.items() if not lacking & set(name) and not (key[0] == "zh" and lacking)}


def on_one_page(names: dict[tuple[str, str], str]) -> PacketContents:
    cases = [
        case_like(
            f"Name in {language}",
            country,
            "held",
            OwnText(name, language, direction_of(name)),
            addressees=addressees(country, name, name, language),
        )  # fmt: skip
        for (language, country), name in names.items()
    ]
    return packet(cases=tuple(cases), copies=(("cover", 1),))


def test_seven_scripts_stand_on_one_page_each_in_its_language(
    whole_app: Flask, printable: dict[tuple[str, str], str]
) -> None:
    assert len(printable) >= 6, "install fonts-noto-core"
    with whole_app.app_context():
        file = File(rendering.render(on_one_page(printable)).data)
    assert len(file.pdf.pages) == 1
    said = {str(element.Lang) for element in file.elements if "/Lang" in element}
    assert said == {language for language, _country in printable}
    with pdfplumber.open(io.BytesIO(file.data)) as pdf:
        signs = [(one["text"], one["x0"]) for one in pdf.pages[0].chars]
    places = dict(reversed(signs))
    assert places["پ"] > places["گ"], "from right to left"
    assert places["Т"] < places["м"]


def test_lines_of_an_address_say_their_language_too() -> None:
    case = case_like("x", "Iran", "held", None, addressees=addressees("Iran", "پروانه ساحل‌گرد", "خانم", "fa"))
    own = case.addressees[2].spoken[0]
    assert (own.language, own.direction) == ("ar", "rtl")
    found = [language_of(text, country) for text, country in ((own.text, "IR"), ("Киев", "UA"), ("Wien", "AT"))]
    assert found == ["fa", "uk", ""]


def test_each_script_is_told_by_its_name_and_its_package() -> None:
    for script in SCRIPTS:
        letters = [sign for sign in script.sample if sign.isalpha()]
        assert script.package in say_missing(letters[:1])
    assert "U+E000" in say_missing("\ue000") and "Take it out" in say_missing("\ue000")


@pytest.fixture
def without_burmese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine where nobody installed the fonts."""
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(WITHOUT_BURMESE)
    press.rest(0)  # the kept child knows the fonts there were when it started
    monkeypatch.setenv("FONTCONFIG_FILE", str(configuration))
    yield
    press.rest(0)


@pytest.mark.usefixtures("without_burmese")
def test_a_packet_that_would_show_boxes_is_refused_with_case_script_and_package(app: Flask, visit: Visit) -> None:
    with app.app_context(), across_chapters("a test names somebody in another script"):
        subject = db.session.scalars(select(Subject).where(Subject.chapter_id == 1)).one()
        subject.own_script_name, subject.own_script_language = "ခင်စံပယ်", "my"
        db.session.commit()
    client = visit(COORDINATOR)
    page = client.get(client.post(f"/c/st-louis/meetings/{MEETING}/packets").location).text
    assert "The packet could not be made." in page and "Open the packet" not in page
    assert "Case of kingfisher: This machine has no letters for Burmese (" in page
    assert "Who runs it installs the package fonts-noto-core." in page
    case = replace(CASES[0], to=("ခင်စံပယ်", "MYANMAR"))
    with app.test_request_context(), pytest.raises(RenderFailed, match="no letters for Burmese"):
        print_run(run((case,), ("Esme",)))
    said = app.test_cli_runner().invoke(args=["doctor"]).output.splitlines()
    assert [line for line in said if "Burmese" in line] == [
        "no  Burmese            boxes instead of letters: install the package fonts-noto-core"
    ]
    assert any(line.startswith("ok  Cyrillic") for line in said)
