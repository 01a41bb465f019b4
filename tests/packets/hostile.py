"""Sixty texts that somebody might type to make a printed page fetch, read, run, hang or fall apart.

`{url}` is an address of the test's own server and `{file}` one of a file of the machine. Each has a word of its own,
P00 to P59, that has to stand on the paper: what surrounds it is text there, or is cut.
"""

import re
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any

from markupsafe import Markup

from chapterapp.markdown import to_html

SVG = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width=9 height=9>"
# They would have fetched or read, had they been taken for markup.
FETCHING = (
    "<img src='{url}' alt=x>", "<img src='{file}' alt=x>", "<img src='//{host}/x.png' alt=x>",
    "<img srcset='{url} 2x' src='{url}' alt=x>", "\"><img src='{url}' alt=x>", "'><img src={url} alt=x><p '",
    "</p></td></table><img src='{url}' alt=x>", "--><img src='{url}' alt=x><!--", "</title><img src='{url}' alt=x>",
    "</style><img src='{url}' alt=x>", "]]><img src='{url}' alt=x>", "<IMG SRC={url} ALT=x>",
    "<object data='{url}' type=image/png>x</object>", "<embed src='{url}' type=image/png>",
    "<link rel=stylesheet href='{url}'>", "<link rel=attachment href='{file}'>",
    "<a rel=attachment href='{file}'>x</a>", "<style>@import url({url});</style>",
    "<style>p::before{{content:url({url})}}</style>", "<style>@page{{background:url({url})}}</style>",
    "<style>@font-face{{font-family:F;src:url({url})}}*{{font-family:F}}</style>",
    "<p style='background:url({url})'>x", "<p style='content:url({url})'>x",
    "<ul style='list-style-image:url({url})'><li>x</ul>", SVG + "<image href='{url}' width=9 height=9 /></svg>",
    SVG + "<image xlink:href='{file}' width=9 height=9 /></svg>", SVG + "<use xlink:href='{url}#a' /></svg>",
    "<base href='{url}/'><img src='x.png' alt=x>", "<img src='data:image/svg+xml,"
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"{url}\" width=\"9\" height=\"9\"/></svg>' alt=x>",
)  # fmt: skip
OTHERS = (
    "<iframe src='{url}'></iframe>", "<script src='{url}'></script>", "<script>fetch('{url}')</script>",
    "<meta http-equiv=refresh content='0;url={url}'>", "<video src='{url}' poster='{url}'></video>",
    "<form action='{url}'><button>x</button></form>", "<!DOCTYPE x [<!ENTITY e SYSTEM '{file}'>]>&e;",
    "![x]({url})", "![x]({file})", "[x](javascript:alert(1))", "[x]({file})", "[x](data:text/html,x)",
    "![x][y]\n\n[y]: {url}", "<{url}>", "{url}", "{file}", "ftp://{host}/x", "@import url({url});", "url({url})",
    "&lt;img src={url}&gt; &#0; &#x202e;",
    "{{{{ 1234 * 4321 }}}} {{% include '{file}' %}} {{{{ config }}}} ${{1234*4321}} <%= 1234*4321 %>",
    "a\x00b\x01c\x07d\x1be\x7ff\x85g\ufeffh\uffff", "\u202eabc\u202d \u2066x\u2069 \u2028 \u2029 \U000e0041",
    "W" * 700, "\u200b\u200d\u2060" * 3000, "Z" + "\u0301\u0489" * 2000, "> " * 50 + "deep", "- " * 50 + "deep",
    "*" * 150 + "x" + "_" * 150, "[" * 100 + "x" + "](y)" * 100, "| a | b |\n" * 15,
)  # fmt: skip
PAYLOADS = (*FETCHING, *OTHERS)
assert len(PAYLOADS) == 60
FORMED = {"paper", "language", "direction", "copies", "address", "public_page", "typed_at"}  # not typed by anybody
SEEN = re.compile(r"P\d\d")


def payload(number: int, url: str, file: str) -> str:
    """With its own address, so that the server knows which one was asked for."""
    host = url.partition("//")[2]
    return f"P{number:02} " + PAYLOADS[number].format(url=f"{url}/{number}", file=file, host=host)


def poisoned(value: Any, url: str, file: str, start: int = 0) -> Any:
    """The same contents with a payload in each of their texts, in turn."""
    numbers = count(start)

    def walk(value: Any, name: str) -> Any:
        if isinstance(value, Markup):
            return to_html(payload(next(numbers) % 60, url, file))
        if type(value) is str:
            return value if name in FORMED or not value else payload(next(numbers) % 60, url, file)
        if type(value) is tuple:
            return tuple(walk(one, name) for one in value)
        if hasattr(value, "_fields"):
            return type(value)(*(walk(getattr(value, one), one) for one in value._fields))
        if is_dataclass(value) and not isinstance(value, type):
            inner = {one.name: walk(getattr(value, one.name), one.name) for one in fields(value)}
            return replace(value, **inner)
        return value

    return walk(value, "")
