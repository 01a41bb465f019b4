"""The one Markdown function: no HTML, no images, links to https and mailto only."""

import re

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 24}).disable(["image", "html_block", "html_inline"])
_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "h3", "h4", "a", "hr"}
# Quotes and lists inside one another, of which the parser would drop what is deeper than it goes: four are enough.
_MARK = r"(?:>|(?:[*+-]|\d{1,9}[.)])[ \t])[ \t]*"
_DEEP = re.compile(rf"^([ \t]*(?:{_MARK}){{4}})(?:{_MARK})+", re.MULTILINE)
_FAR_IN = re.compile(r"^[ \t]{9,}(?=\S)", re.MULTILINE)


def to_html(text: str) -> Markup:
    """Safe HTML of a text somebody typed."""
    html = _parser.render(_DEEP.sub(r"\1", _FAR_IN.sub(" " * 8, text)))
    html = html.replace("<h1>", "<h3>").replace("</h1>", "</h3>")
    html = html.replace("<h2>", "<h4>").replace("</h2>", "</h4>")
    return Markup(nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https", "mailto"}))  # noqa: S704 cleaned
