"""How well the reader reads: fields right and fields invented, over the corpus, by layout and by field.

A field counts where the document has it or the reader says it has. An addressee counts by its parts, a rule each.
`python tests/cases/reading/score.py` prints the table and every difference.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import weasyprint

from chapterapp.cases.reading.proposal import Proposal, to_plain
from chapterapp.cases.reading.reader import read
from chapterapp.cases.reading.sentences import NotAnAction

CORPUS = Path(__file__).with_name("corpus")
PLAIN = (
    *("ua_number", "issue", "follow_up", "index_number", "issued_on", "deadline_on", "country", "preferred_language"),
    *("title", "summary", "background", "sample_letter", "stop", "previous_ua", "source", "sender_details"),
)
Fields = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """A document of the corpus; `data` is what a chapter would drop, and `name` what its file is called."""

    name: str
    data: bytes
    expected: dict[str, Any]

    @property
    def layout(self) -> str:
        return str(self.expected["layout"])


@dataclass
class Score:
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def add(self, name: str, keys: tuple[str, ...], wanted: Any, got: Any) -> None:
        is_right = wanted == got
        for key in dict.fromkeys(keys):
            self.asked[key] += 1
            self.right[key] += is_right
            self.invented[key] += wanted is None and not is_right
        if not is_right:
            self.differences.append(f"{name} {keys[-1]}\n   wanted {wanted!r}\n   got    {got!r}")

    def share(self, key: str = "all") -> float:
        return self.right[key] / max(1, self.asked[key])


def examples() -> Iterator[Example]:
    for path in sorted(CORPUS.iterdir()):
        if path.suffix == ".json":
            continue
        expected = json.loads((CORPUS / f"{path.name.split('.')[0]}.json").read_text())
        if path.name.endswith(".pdf.html"):
            yield Example(path.name.removesuffix(".html"), as_pdf(path.read_text()), expected)
        else:
            yield Example(path.name, path.read_bytes(), expected)


@cache
def as_pdf(html: str) -> bytes:
    return bytes(weasyprint.HTML(string=html).write_pdf())


def folded(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def flat(plain: dict[str, Any]) -> Fields:
    """Every field by a name of its own; empty ones are left out."""
    fields: Fields = {name: folded(plain.get(name)) for name in PLAIN}
    fields["recommended_actions"] = [folded(item) for item in plain.get("recommended_actions", [])]
    fields["subjects"] = [(folded(one["name"]), one["pronouns"]) for one in plain.get("subjects", [])]
    for place, one in enumerate(plain.get("addressees", [])):
        fields |= {f"addressees.{place}.{name}": value for name, value in one.items()}
    fields |= {f"rules.{name}": answer for name, answer in plain.get("rules", {}).items()}
    fields["doubts"] = sorted(doubt["kind"] if isinstance(doubt, dict) else doubt for doubt in plain.get("doubts", []))
    return {name: value for name, value in fields.items() if value not in ("", None, [], ()) and (value or "." in name)}


def compare(score: Score, example: Example, proposal: Proposal) -> None:
    plain = to_plain(proposal)
    wanted, got = flat(example.expected), flat(plain)
    for name in sorted(wanted | got):
        group = name.split(".")[0]
        score.add(example.name, ("all", example.layout, group, name), wanted.get(name), got.get(name))
    everything = " ".join([*proposal.left_out])
    kept = " ".join(str(value) for value in got.values())
    for text in example.expected.get("left_out", []):
        missing = text not in everything or text in kept
        keys = ("all", example.layout, "left_out", "left_out")
        score.add(example.name, keys, text, None if missing else text)


@cache
def read_once(data: bytes, name: str) -> Proposal:
    """Many tests look at one reading."""
    return read(data, name)


def score_corpus() -> Score:
    """A document that is not known for an action has every field of it wrong."""
    score = Score()
    for example in examples():
        try:
            proposal = read_once(example.data, example.name)
        except NotAnAction:
            proposal = Proposal()
        compare(score, example, proposal)
    return score


def report(score: Score) -> str:
    rows = [
        f"{key:20} {score.right[key]:4} of {score.asked[key]:4} {score.share(key):6.3f}, {score.invented[key]} invented"
        for key in sorted(key for key in score.asked if "." not in key)
    ]
    return "\n".join([*score.differences, *rows, ""])


if __name__ == "__main__":
    sys.stdout.write(report(score_corpus()))
