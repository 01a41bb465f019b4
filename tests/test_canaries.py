"""Nothing of another chapter stands on any page, in any header or in any file that a person can reach."""

import io
from collections.abc import Callable

import pytest
from cast import ADMIN, CANARY, COORDINATOR, FOREIGN, HOST, MEETING, MEMBER
from client import Client
from conftest import SERVER
from crawl import walk
from flask import Flask
from pypdf import PdfReader
from werkzeug.test import TestResponse

OWN = {MEMBER: "st-louis", HOST: "st-louis", COORDINATOR: "st-louis", FOREIGN: "lyon"}


def everything_in(answer: TestResponse) -> str:
    """Text and headers; of a PDF its pages, its metadata and its outline."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers)
    if answer.mimetype != "application/pdf":
        return headers + answer.text
    reader = PdfReader(io.BytesIO(answer.data))
    pages = "\n".join(page.extract_text() for page in reader.pages)
    return headers + pages + str(reader.metadata) + str(reader.outline)


@pytest.mark.parametrize("persona", (COORDINATOR, FOREIGN) if SERVER else OWN)
def test_no_page_shows_another_chapters_word(app: Flask, visit: Callable[[str | None], Client], persona: str) -> None:
    client, own = visit(persona), OWN[persona]
    if persona in (HOST, COORDINATOR, FOREIGN):
        asked = client.post(f"/c/{own}/meetings/{MEETING}/packets")
        assert asked.status_code == 303
        assert client.get(asked.location + "/download").mimetype == "application/pdf"
    foreign = next(word for slug, word in CANARY.items() if slug != own)
    seen = [(address, everything_in(answer)) for address, answer in walk(client, f"/c/{own}/")]
    assert len(seen) > 5
    assert any(CANARY[own] in text for _, text in seen), "the walk saw nothing of its own chapter either"
    assert [address for address, text in seen if foreign in text] == []


def test_the_site_admin_sees_numbers_and_no_names(app: Flask, visit: Callable[[str | None], Client]) -> None:
    people = {
        f"{who} of {word}" for who in ("member", "host", "coordinator", "Guest", "Case") for word in CANARY.values()
    }
    for address, answer in walk(visit(ADMIN), "/site"):
        text = everything_in(answer)
        assert not [word for word in people if word in text], address


def test_strangers_see_no_canary(app: Flask, visit: Callable[[str | None], Client]) -> None:
    for address, answer in walk(visit(None), "/log-in"):
        assert not [word for word in CANARY.values() if word in everything_in(answer)], address
