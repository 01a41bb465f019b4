"""What `flask demo` does and says."""

from pathlib import Path

import click

from chapterapp.database import db
from chapterapp.demo import services as demo_services
from chapterapp.demo.password import find_password, forget_password, keep_password, make_password
from chapterapp.errors import Refused


def run(instance: Path, *, if_empty: bool, remove: bool) -> None:
    if remove:
        remove_demo(instance)
    elif not if_empty or demo_services.is_empty():
        make_demo(instance)


def make_demo(instance: Path) -> None:
    try:
        demo_services.check_only_demo()
    except Refused as no:
        raise click.ClickException(str(no)) from None
    if demo_services.is_made():
        click.echo("The demo is here already. Nothing was changed.")
    else:
        password = make_password()
        try:
            demo_services.make_demo(password)
            keep_password(instance, password)
            db.session.commit()
        except BaseException:
            db.session.rollback()  # which takes the pictures with it
            forget_password(instance)
            raise
        click.echo("The demo is made. Its people, addresses and open cases are invented.")
    for email, words in demo_services.list_accounts():
        click.echo(f"  {email:34}{words}")
    click.echo(f"Password of all five: {find_password(instance) or 'no longer in demo-password; make a new one'}")


def remove_demo(instance: Path) -> None:
    removed = demo_services.remove_demo()
    db.session.commit()
    demo_services.remove_packets(removed)
    forget_password(instance)
    click.echo("The demo is gone." if removed.chapters else "There is no demo here. Nothing was changed.")
    for email in removed.kept:
        click.echo(f"{email} has a role in another chapter and stays.")
