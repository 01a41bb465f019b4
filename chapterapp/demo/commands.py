"""What `flask demo` does and says."""

from collections.abc import Callable
from pathlib import Path

import click

from chapterapp.accounts.queries import find_user_by_email
from chapterapp.database import db
from chapterapp.demo import services as demo_services
from chapterapp.demo.large import make_large
from chapterapp.demo.password import find_password, forget_password, keep_password, make_password
from chapterapp.errors import Refused


def run(instance: Path, *, if_empty: bool, remove: bool, large: bool) -> None:
    if remove:
        remove_demo(instance)
    elif not if_empty or demo_services.is_empty():
        make_demo(instance, make_large if large else demo_services.make_demo)


def make_demo(instance: Path, make: Callable[[str], object]) -> None:
    try:
        demo_services.check_only_demo()
    except Refused as no:
        raise click.ClickException(str(no)) from None
    if demo_services.is_made():
        click.echo("The demo is here already. Nothing was changed.")
    else:
        password = make_password()
        try:
            make(password)
            keep_password(instance, password)
            db.session.commit()
        except BaseException:
            db.session.rollback()  # which takes the pictures with it
            forget_password(instance)
            raise
        click.echo("The demo is made. Its people, addresses and open cases are invented.")
    accounts = [(email, words) for email, words in demo_services.list_accounts() if find_user_by_email(email)]
    for email, words in accounts:
        click.echo(f"  {email:34}{words}")
    whose = " of all" if len(accounts) > 1 else ""
    click.echo(f"Password{whose}: {find_password(instance) or 'no longer in demo-password; make a new one'}")


def remove_demo(instance: Path) -> None:
    removed = demo_services.remove_demo()
    db.session.commit()
    demo_services.remove_packets(removed)
    forget_password(instance)
    click.echo("The demo is gone." if removed.chapters else "There is no demo here. Nothing was changed.")
    for email in removed.kept:
        click.echo(f"{email} has a role in another chapter and stays.")
