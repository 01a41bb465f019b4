"""What can go wrong, in words. No Flask here: services raise these, error_pages shows them."""

from typing import Any


class Refused(Exception):
    """A rule said no. The message is a sentence for the user; `field` names the form field it belongs to, if any."""

    def __init__(self, words: str, field: str | None = None) -> None:
        super().__init__(words)
        self.field = field


class Missing(Exception):
    """It is not there, or not theirs: nobody is told which."""


class Stale(Exception):
    """Somebody else changed it since this form was opened. Carries the object as it is now."""

    def __init__(self, current: Any) -> None:
        super().__init__("changed meanwhile")
        self.current = current


class Cancelled(Exception):
    """Nobody wants the work under way any more."""


class Interrupted(Exception):
    """The worker is asked to stop in the middle of a job: the job goes back and is taken up again."""
