"""The four releases that the chapter in St. Louis tells of. These people are real: facts from public sources only.

What the chapter itself wrote for them is not known, so no count stands anywhere.
"""

from chapterapp.demo.story import Release

KHUN_KAWRIO = Release(
    case={
        "title": "Khun Kawrio",
        "country": "MM",
        "outcome_on": "2012-07-03",
        "story": (
            "Khun Kawrio, of the Kayan people, was active among the young. In May 2008 Myanmar voted on a new "
            "constitution, and on the night of the vote he was arrested with Khun Bedu and Khun Dee De. He was "
            "tortured under interrogation and sentenced to 37 years. The other two were let go in January 2012, and "
            "he was not. Half a year later the door opened for him as well."
        ),
    },
    subject={"held_since": "2008-05-10", "sentence": "37 years"},
    updates=[
        (
            "2012-07-03",
            "Free. Our chapter's own page has July 4, and writes the name Kawiro.",
            "The chapter's page; amnestyparis19.blog.free.fr, July 7, 2012; amnesty.org.uk/khun-kawrio",
        ),
    ],
)
HTAY_KYWE = Release(
    case={
        "title": "Htay Kywe",
        "country": "MM",
        "outcome_on": "2012-01-13",
        "story": (
            "Htay Kywe is one of the 88 Generation Students. The arrest was in October 2007, on the same day as that "
            "of Mie Mie, and the sentence was as hers: 65 years. More than four of them had passed when the prison of "
            "Buthidaung opened in January 2012."
        ),
    },
    subject={"held_since": "2007-10-13", "sentence": "65 years"},
    updates=[
        (
            "2012-01-13",
            "Left the prison of Buthidaung.",
            "bnionline.net, item 12474; hrw.org/node/84740; amnesty.ch, letter marathon 2007",
        )
    ],
)
MIE_MIE = Release(
    case={
        "title": "Mie Mie",
        "country": "MM",
        "outcome_on": "2012-01-13",
        "story": (
            "Mie Mie, whose name is also written Thin Thin Aye, is remembered as one of the 88 Generation Students. In "
            "October 2007 she was arrested for the third time. The sentence was 65 years. In January 2012 she came "
            "out of the prison of Shwebo."
        ),
    },
    subject={
        "own_script_name": "သင်းသင်းအေး",
        "own_script_language": "my",
        "pronouns": "she/her",
        "held_since": "2007-10-13",
        "sentence": "65 years",
    },
    updates=[
        ("2012-01-13", "Left the prison of Shwebo.", "news.trust.org, January 20, 2012"),
        ("2018-08-13", "Died in an accident, after six years in freedom.", "en.wikipedia.org/wiki/Mie_Mie"),
    ],
)
MA_KHIN_KHIN_LEH = Release(
    case={
        "title": "Ma Khin Khin Leh",
        "country": "MM",
        "outcome_on": "2009-02-21",
        "story": (
            "Ma Khin Khin Leh was a teacher. A march was planned for July 19, 1999, and that month she was arrested "
            "together with her daughter, who was three. The child was let go after five days. On December 3 the mother "
            "was sentenced to prison for life. After more than nine years she came out, one of 24 political prisoners "
            "among 6,313 people who were released."
        ),
    },
    subject={"pronouns": "she/her", "held_since": "1999-07", "sentence": "life"},
    updates=[
        (
            "2009-02-21",
            "Released, with 6,312 others.",
            "amnesty.ch, 2009; hnn.us/article/72016; aipdx.org, February 28, 2009",
        ),
    ],
)
RELEASES = (KHUN_KAWRIO, HTAY_KYWE, MIE_MIE, MA_KHIN_KHIN_LEH)
