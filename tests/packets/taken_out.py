"""A rule taken out of the application: what a guard is worth shows when it is gone."""

import sys
from collections.abc import Callable
from typing import Any

import pytest


def take_out(monkeypatch: pytest.MonkeyPatch, rule: Callable[..., Any], instead: Callable[..., Any]) -> int:
    """Put `instead` wherever the application holds the function; returns at how many places it did."""
    held = [
        (module, name)
        for path, module in list(sys.modules.items())
        if path.startswith("chapterapp")
        for name, value in list(vars(module).items())
        if value is rule
    ]
    for module, name in held:
        monkeypatch.setattr(module, name, instead)
    return len(held)
