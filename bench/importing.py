"""What the importer of urgent actions reads right, what it invents, and what a document costs."""

import time

from bench import line
from chapterapp.cases.reading.reader import read
from tests.cases.reading import score

ROUNDS = 20
TWO_PAGES = "official-puppets.pdf"


def how(table: score.Score) -> str:
    documents = len(list(score.examples()))
    return f"{table.right['all']} of {table.asked['all']} fields of {documents} documents in tests/cases/reading/corpus"


@line("import: fields right", "", 0.97, better="higher")
def fields_right() -> tuple[float, str]:
    table = score.score_corpus()
    return table.share(), how(table)


@line("import: fields invented", "", 0)
def fields_invented() -> tuple[float, str]:
    table = score.score_corpus()
    return table.invented["all"], "fields that the document does not have; " + how(table)


@line("import: a two-page PDF", "s", 0.3)
def two_pages() -> tuple[float, str]:
    data = next(example.data for example in score.examples() if example.name == TWO_PAGES)
    read(data, TWO_PAGES)  # patterns are made and country names loaded once a process: that is start-up
    began = time.process_time()
    for _ in range(ROUNDS):
        read(data, TWO_PAGES)
    return (time.process_time() - began) / ROUNDS, f"CPU of reading {TWO_PAGES}, the mean of {ROUNDS}, same process"
