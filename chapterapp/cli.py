"""The command line: what a person types on the server."""

import json
import signal
import time

import click
from flask import Flask, current_app

from chapterapp import access
from chapterapp.accounts import services as accounts
from chapterapp.database import db
from chapterapp.errors import Refused
from chapterapp.jobs import queue
from chapterapp.pdf.press import press


@click.option("--json", "as_json", is_flag=True, help="As JSON: rule, methods, endpoint, access.")
def list_access(as_json: bool) -> None:
    """Print every route and who may use it."""
    rows = access.list_access(current_app)
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        click.echo(f"{'/'.join(row['methods']):9} {row['rule']:64} {row['endpoint']:32} {row['access']}")


def worker() -> None:
    """Run the queue until told to stop: a render under way is given back, nothing is left behind."""
    stop = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)  # before any thread or child; no handler runs in mid-lock
    consumer = current_app.extensions["huey"].create_consumer(
        workers=1, worker_type="thread", max_delay=0.2, periodic=False
    )
    consumer.start()
    swept = 0.0
    while signal.sigtimedwait(stop, 0.5) is None:
        consumer.check_worker_health()
        if time.monotonic() - swept >= current_app.config["JOB_SWEEP_SECONDS"]:
            swept = time.monotonic()
            queue.sweep()
        press.rest(current_app.config["PRESS_REST_SECONDS"])
    press.stop()
    consumer.stop(graceful=True)


@click.option("--email", prompt="E-mail")
@click.option("--name", prompt="Name")
@click.option("--password", prompt="Password (12 characters or more)", hide_input=True, confirmation_prompt=True)
def create_admin(email: str, name: str, password: str) -> None:
    """Make the account of a site admin, who creates chapters and appoints coordinators."""
    if len(password) < 12:
        raise click.ClickException("A password has 12 characters or more.")
    try:
        accounts.create_user(email, name, accounts.hash_password(password), is_site_admin=True)
    except Refused as no:
        raise click.ClickException(str(no)) from None
    db.session.commit()
    click.echo(f"{email} can log in now and create a chapter.")


def init_app(app: Flask) -> None:
    app.cli.command("access")(list_access)
    app.cli.command("worker")(worker)
    app.cli.command("create-admin")(create_admin)
