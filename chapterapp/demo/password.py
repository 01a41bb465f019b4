"""The one password of the demo's accounts: made at random once, kept in the instance folder for whoever runs it."""

import os
import secrets
from pathlib import Path

LIST = """
acorn amber anchor apple autumn basket beacon birch blanket bridge button candle canvas cedar chalk cherry
clover cocoa copper coral cotton cricket daisy ember envelope fern ferry field flint garden ginger glacier
hammer harbor hazel heron honey island ivory juniper kettle ladder lantern lemon linen marble meadow mitten
nutmeg oak orchard otter paper pebble pepper pigeon pillow plum pocket quilt rabbit ribbon river saddle saffron
sparrow spoon stamp stove thistle timber tulip umbrella velvet violet walnut willow window winter wool
"""
WORDS = LIST.split()


def make_password() -> str:
    """Four words and a number, for hands that have to type it on a telephone."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(4)), str(secrets.randbelow(9000) + 1000)])


def path_of(instance: Path) -> Path:
    return instance / "demo-password"


def keep_password(instance: Path, password: str) -> None:
    """For the owner's eyes alone, from the first byte on."""
    forget_password(instance)
    handle = os.open(path_of(instance), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(password + "\n")


def find_password(instance: Path) -> str | None:
    try:
        return path_of(instance).read_text().strip()
    except FileNotFoundError:
        return None


def forget_password(instance: Path) -> None:
    path_of(instance).unlink(missing_ok=True)
