"""Walk the application as a visitor would: every link and every form of every page that can be reached."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from client import Client
from lxml import html
from werkzeug.test import TestResponse


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and its controls with what they hold."""

    page: str
    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)  # the names of controls that somebody types text into


def walk(client: Client, start: str, most: int = 400) -> Iterator[tuple[str, TestResponse]]:
    """Every page that links lead to from `start`, each address once."""
    waiting, seen = [start], {start}
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        answer = client.get(address)
        if answer.status_code in (301, 302, 303):
            found = [answer.location]
        elif answer.mimetype == "text/html":
            yield address, answer
            found = html.fromstring(answer.text).xpath("//a/@href")
        else:
            yield address, answer
            continue
        for link in found:
            parts = urlsplit(urljoin(f"http://localhost{address}", link))
            local = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.netloc == "localhost" and not parts.path.startswith("/static/") and local not in seen:
                seen.add(local)
                waiting.append(local)


def forms_of(address: str, answer: TestResponse) -> list[Form]:
    """The POST forms of a page."""
    found = []
    for element in html.fromstring(answer.text).xpath("//form[translate(@method, 'POST', 'post')='post']"):
        action = urlsplit(urljoin(f"http://localhost{address}", element.get("action") or address)).path
        form = Form(address, action, "post")
        for control in element.xpath(".//input|.//textarea|.//select"):
            _take(form, control)
        found.append(form)
    return found


def _take(form: Form, control: html.HtmlElement) -> None:
    name, kind = control.get("name"), control.get("type", "text")
    if not name or kind in ("submit", "file") or (kind in ("radio", "checkbox") and control.get("checked") is None):
        return
    if control.tag == "select":
        chosen = control.xpath(".//option[@selected]/@value") or control.xpath(".//option/@value")
        form.values[name] = chosen[0] if chosen else ""
        return
    form.values[name] = (control.text or "").lstrip("\n") if control.tag == "textarea" else control.get("value") or ""
    if control.tag == "textarea" or kind in ("text", "email", "search", "tel", "url", "password"):
        form.typed.append(name)
