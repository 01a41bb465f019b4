"""The finished file, read back."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from packets.sample_contents import PACKET
from pypdf import PdfReader

from chapterapp.packets import rendering
from chapterapp.pdf.press import press


@pytest.fixture(scope="module", autouse=True)
def _kept_press() -> Iterator[None]:
    yield
    press.rest(0)


def test_a_packet_is_one_tagged_file(app: Flask) -> None:
    with app.app_context():
        printed = rendering.render(PACKET)
    file = PdfReader(BytesIO(printed.data))
    assert len(file.pages) == printed.pages == 22
    assert file.trailer["/Root"]["/MarkInfo"]["/Marked"]
