"""What may stand on paper, on the screen, in a mail for a case: the one door. Every place that prints or shows asks
here; each function is kept by its noun in `ruling`. All are pure, over the fields of rows.

A rule may be "not stated": paper then takes the cautious reading, the one that cannot harm the person, the family or
the writer.
"""

from chapterapp.cases.ruling.facilities import Contradiction, contradictions
from chapterapp.cases.ruling.naming import names_us, texts_that_name
from chapterapp.cases.ruling.origins import (
    closing_line,
    goes_against,
    is_silent,
    not_stated,
    rule_names,
    standing,
    value_of,
)
from chapterapp.cases.ruling.places import (
    Place,
    may_stand_on,
    number_on,
    packet_file_name,
    packet_title,
    qr_target,
    sender_block,
    sender_name,
)
from chapterapp.cases.ruling.printing import (
    missing_sentence,
    missing_to_print,
    needs_check,
    needs_verifying,
    reason_left_out,
    reason_not_printed,
    unverified,
)
from chapterapp.cases.ruling.readings import (
    asks_of,
    is_neutral,
    is_open_to_all,
    languages_of,
    may_be_religious,
    may_enclose,
    may_show_portrait,
    may_write_to,
    object_pronoun,
    sender_reading,
)
from chapterapp.cases.ruling.screen import RuleLine, answer_words, origin_words, rule_labels, screen_lines
from chapterapp.cases.ruling.words import (
    IN_THIS_WAY,
    MAY,
    MUST_NOT,
    NOT_STATED,
    Ruled,
    rule_lines,
    sender_do,
    sender_lines,
    sender_note,
)
from chapterapp.cases.ruling.world import BETTER, FREEDOM, Lack, is_shown, lack_for_world, may_be_public
from chapterapp.cases.ruling.writers import Signed, Writer, initials, may_be_written_in, writer_block

__all__ = [
    "BETTER",
    "FREEDOM",
    "IN_THIS_WAY",
    "MAY",
    "MUST_NOT",
    "NOT_STATED",
    "Contradiction",
    "Lack",
    "Place",
    "RuleLine",
    "Ruled",
    "Signed",
    "Writer",
    "answer_words",
    "asks_of",
    "closing_line",
    "contradictions",
    "goes_against",
    "initials",
    "is_neutral",
    "is_open_to_all",
    "is_shown",
    "is_silent",
    "lack_for_world",
    "languages_of",
    "may_be_public",
    "may_be_religious",
    "may_be_written_in",
    "may_enclose",
    "may_show_portrait",
    "may_stand_on",
    "may_write_to",
    "missing_sentence",
    "missing_to_print",
    "names_us",
    "needs_check",
    "needs_verifying",
    "not_stated",
    "number_on",
    "object_pronoun",
    "origin_words",
    "packet_file_name",
    "packet_title",
    "qr_target",
    "reason_left_out",
    "reason_not_printed",
    "rule_labels",
    "rule_lines",
    "rule_names",
    "screen_lines",
    "sender_block",
    "sender_do",
    "sender_lines",
    "sender_name",
    "sender_note",
    "sender_reading",
    "standing",
    "texts_that_name",
    "unverified",
    "value_of",
    "writer_block",
]
