"""Papers of a chapter that are no urgent actions, though they speak of them: nothing is read out of them."""

import pytest
from cases.reading.once import ONCE

from chapterapp.cases.reading.reader import read
from chapterapp.cases.reading.sentences import NotAnAction, Reason

pytestmark = ONCE

PAPERS = {
    "how": """What is an urgent action?

Amnesty sends about 400 urgent actions a year. UA 83.18 helped the students of a march. Each has a number, a summary
and the addresses of those who decide. Please write at once when you receive one.
""",
    "minutes": """Minutes of the meeting of 12 March 2024

Present: Ruth, Tomás, Mei
We wrote 14 letters for UA 14/23 and nine cards. Ruth buys stamps.
Next meeting: 9 April, First Church.
""",
    "bill": """Invoice 60/16
Date: 5 July 2017
Deadline: 16 August 2017
Summary: 40 stamps
Copies to: the treasurer
""",
    "letter": """1 Main Street
St. Louis

Dear Ruth,

Thank you for the stamps. I write to you before 3 March.

Yours sincerely,
Tomás
""",
}


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_read_out_of_other_papers(name: str) -> None:
    with pytest.raises(NotAnAction) as refused:
        read(PAPERS[name].encode(), "paper.txt")
    assert refused.value.reason is Reason.NO_ACTION
