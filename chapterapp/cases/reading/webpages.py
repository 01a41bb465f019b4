"""The text of a web page: a block a line, its navigation and footer apart."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from chapterapp.cases.reading.labels import label_of

BLOCKS = {
    *("address", "article", "blockquote", "dd", "div", "dl", "dt", "fieldset", "figure", "form", "hr", "main", "ol"),
    *("p", "pre", "section", "table", "tbody", "ul"),
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
ROWS = {"tr", "li", "br"}
AROUND = {"nav", "footer", "aside", "button", "select", "figcaption"}
LINK, END_OF_LINK = "\ue000", "\ue001"
CELL, ROW = "\ue002", "\ue003"
LINKED = re.compile(f"{LINK}[^{END_OF_LINK}]*{END_OF_LINK}?")
UNSEEN = {"script", "style", "template", "noscript", "svg", "title", "textarea", "iframe", "object"}


@dataclass
class Page:
    text: str = ""
    left_out: list[str] = field(default_factory=list)
    source: str = ""
    headings: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Depths are counted, never stacked: a page of a million open tags costs no more than its bytes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.around: list[str] = []
        self.depth = {"around": 0, "unseen": 0, "heading": 0}
        self.source = ""
        self.headings: list[str] = []
        self.is_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") == "canonical":
            self.source = given.get("href") or ""
        if tag == "meta" and given.get("property") == "og:url":
            self.source = self.source or given.get("content") or ""
        if tag in AROUND:
            self.depth["around"] += 1
        if tag in UNSEEN:
            self.depth["unseen"] += 1
        if tag in HEADINGS:
            self.depth["heading"] += 1
            self.is_title = tag == "h1" and not self.depth["around"]
            self.headings += [""] if self.is_title else []
        self._break(tag, "• " if tag == "li" else "")
        if tag == "a" and not self.depth["heading"]:
            self._put(LINK)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and not self.depth["heading"]:
            self._put(END_OF_LINK)
        if tag in HEADINGS:
            self.depth["heading"] = max(0, self.depth["heading"] - 1)
            self.is_title = False
        if tag != "br":  # "<br/>" begins and ends at once
            self._break(tag, "")
        if tag in AROUND:
            self.depth["around"] = max(0, self.depth["around"] - 1)
        if tag in UNSEEN:
            self.depth["unseen"] = max(0, self.depth["unseen"] - 1)

    def _break(self, tag: str, mark: str) -> None:
        if tag in BLOCKS or tag in HEADINGS or tag in AROUND:
            self._put("\n\n")
        elif tag in ROWS:
            self._put((ROW if tag == "tr" else "") + "\n" + mark)
        elif tag in ("td", "th"):
            self._put(CELL)

    def handle_data(self, data: str) -> None:
        if not self.depth["unseen"]:
            if self.is_title:
                self.headings[-1] += data
            self._put(" ".join(data.split()) if data.strip() else " ", data)

    def _put(self, text: str, raw: str = "") -> None:
        before = " " if raw[:1].isspace() and text.strip() else ""
        after = " " if raw[-1:].isspace() and text.strip() else ""
        (self.around if self.depth["around"] else self.parts).append(before + text + after)


def read_page(html: str) -> Page:
    reader = _Reader()
    reader.feed(_without_comments(html))
    reader.close()
    around = [" ".join(part.split()) for part in _without_tables("".join(reader.around)).split("\n")]
    text, links = _without_links(_without_tables("".join(reader.parts)))
    headings = [" ".join(heading.split()) for heading in reader.headings if heading.strip()]
    return Page(_tidied(text), [part for part in map(_unmarked, around) if part] + links, reader.source, headings)


def _without_tables(text: str) -> str:
    """Cells of several lines stand apart, as blocks do; a label and its value, or plain cells, make one line."""
    rows = []
    for row in text.split(ROW):
        cells = [cell for cell in row.split(CELL) if cell.strip()]
        if any("\n" in cell.strip() for cell in cells):
            rows.append("\n\n".join(cells) if len(cells) > 1 else row.replace(CELL, " "))
        elif len(cells) == 2 and label_of(_unmarked(cells[0])):
            rows.append(f"\n{cells[0].strip().rstrip(':')}: {cells[1].strip()}\n")
        else:
            rows.append(row.replace(CELL, " "))
    return "\n".join(rows)


def _without_links(text: str) -> tuple[str, list[str]]:
    """A line of nothing but links to other pages is navigation. An address that is a link of itself stays."""
    kept: list[str] = []
    links: list[str] = []
    for line in text.split("\n"):
        plain = _unmarked(line)
        is_navigation = LINK in line and not any(sign.isalnum() for sign in LINKED.sub("", line))
        if is_navigation and len(plain) < 80 and "@" not in plain and "://" not in plain and "www." not in plain:
            links.append(" ".join(plain.split()))
            kept.append("")
        else:
            kept.append(plain)
    return "\n".join(kept), [link for link in links if any(sign.isalnum() for sign in link)]


def _unmarked(text: str) -> str:
    return text.replace(LINK, "").replace(END_OF_LINK, "")


def _without_comments(html: str) -> str:
    """HTMLParser looks for the end of each comment anew: a page of open ones would keep it for minutes."""
    kept: list[str] = []
    at = 0
    while (start := html.find("<!--", at)) >= 0:
        kept.append(html[at:start])
        end = html.find("-->", start)
        if end < 0:
            return "".join(kept)
        at = end + 3
    return "".join([*kept, html[at:]])


def _tidied(text: str) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        plain = " ".join(line.split())
        if plain not in ("", "•") or (lines and lines[-1]):
            lines.append("" if plain == "•" else plain)
    return "\n".join(lines)
