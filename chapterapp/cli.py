"""The command line: what a person types on the server."""

import json
import logging
import signal
import time
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy import select

from chapterapp import access
from chapterapp.accounts import services as accounts
from chapterapp.accounts.queries import find_user_by_email, has_users
from chapterapp.cases.reading import printing
from chapterapp.cases.reading.apart import read_safely
from chapterapp.cases.reading.documents import MOST_BYTES
from chapterapp.cases.reading.sentences import NotAnAction
from chapterapp.chapters.models import Chapter, PaperSize
from chapterapp.chapters.queries import find_chapter
from chapterapp.database import across_chapters, db, enter_chapter, release
from chapterapp.errors import Missing, Refused
from chapterapp.jobs import queue
from chapterapp.labels.services import forget_old_sheets
from chapterapp.meetings.queries import find_next_meeting, get_meeting
from chapterapp.meetings.rsvp_services import forget_old_rsvps
from chapterapp.packets.gathering import gather
from chapterapp.packets.options import SMALL, TITLES, PacketOptions, Run
from chapterapp.packets.rendering import render, style_sheet
from chapterapp.packets.tidying import remove_superseded_files
from chapterapp.pdf.press import RenderFailed, press
from chapterapp.personal_letters.services import forget_old_letters
from chapterapp.scripts import SCRIPTS
from chapterapp.site.services import set_up_code

TIDY_SECONDS = 3600
log = logging.getLogger(__name__)
packet = AppGroup("packet", help="Paper, without the queue.")
case = AppGroup("case", help="Cases, from paper.")


@click.option("--json", "as_json", is_flag=True, help="As JSON: rule, methods, endpoint, access.")
def list_access(as_json: bool) -> None:
    """Print every route and who may use it."""
    rows = access.list_access(current_app)
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        click.echo(f"{'/'.join(row['methods']):9} {row['rule']:64} {row['endpoint']:32} {row['access']}")


def tidy() -> None:
    """Delete the files and answers that nobody needs any more. The worker goes on whatever happens there."""
    try:
        with across_chapters("every chapter has a period of its own"):
            chapters = db.session.scalars(select(Chapter).order_by(Chapter.id)).all()
        for chapter in chapters:
            enter_chapter(chapter.id)
            remove_superseded_files(chapter)
            forget_old_sheets(chapter)
            forget_old_letters(chapter)
            forget_old_rsvps(chapter)
            db.session.commit()
    except Exception:
        log.exception("old files stay until the next time")
        db.session.rollback()


def worker() -> None:
    """Run the queue until told to stop: a render under way is given back, nothing is left behind."""
    stop = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)  # before any thread or child; no handler runs in mid-lock
    consumer = current_app.extensions["huey"].create_consumer(
        workers=1, worker_type="thread", max_delay=0.2, periodic=False
    )
    consumer.start()
    swept, tidied = 0.0, float("-inf")
    while signal.sigtimedwait(stop, 0.5) is None:
        consumer.check_worker_health()
        if time.monotonic() - swept >= current_app.config["JOB_SWEEP_SECONDS"]:
            swept = time.monotonic()
            queue.sweep()
        if time.monotonic() - tidied >= TIDY_SECONDS:
            tidied = time.monotonic()
            tidy()
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


@packet.command("print")
@click.argument("slug", metavar="MEETING")
@click.option("--chapter", "chapter_slug", required=True, help="The chapter's slug.")
@click.option("-o", "output", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--paper", type=click.Choice([size.value for size in PaperSize]), help="The chapter's, if not given.")
@click.option("--every", is_flag=True, help="Every section, not only what an evening cannot do without.")
@click.option("--large", is_flag=True, help="In large print.")
@click.option("--language", default="", help="Of the sample letters, side by side with the chapter's: es")
def print_packet(
    slug: str, chapter_slug: str, output: Path, paper: str | None, every: bool, large: bool, language: str
) -> None:
    """Print the packet of a MEETING (its slug, or "next") into a file."""
    if (chapter := find_chapter(chapter_slug)) is None:
        raise click.ClickException(f"There is no chapter {chapter_slug}.")
    enter_chapter(chapter.id)
    try:
        meeting = find_next_meeting(chapter) if slug == "next" else get_meeting(chapter, slug)
    except Missing:
        meeting = None
    if meeting is None:
        raise click.ClickException("There is no such meeting.")
    options = PacketOptions(
        PaperSize(paper) if paper else chapter.paper_size,
        tuple((key, 1) for key in TITLES) if every else SMALL,
        runs=(Run(large=large, language=language),),
    )
    gathered = gather(chapter, meeting, options)
    release()
    try:
        pdf = render(gathered.contents)
    except RenderFailed as failed:
        raise click.ClickException(str(failed)) from None
    finally:
        press.rest(0)
    output.write_bytes(pdf.data)
    for line in gathered.left_out:
        click.echo(f"Left out: {line}")
    click.echo(f"{output}: {pdf.pages} pages")


@case.command("read")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def read_case(path: Path, as_json: bool) -> None:
    """Read an urgent action (PDF, text, web page, e-mail) from FILE and print what it says. Nothing is saved."""
    try:
        with path.open("rb") as file:
            proposal = read_safely(file.read(MOST_BYTES + 1), path.name)
    except NotAnAction as no:
        raise click.ClickException(str(no)) from None
    if as_json:
        click.echo(json.dumps(printing.as_json(proposal), indent=1, ensure_ascii=False))
    else:
        for line in printing.listing(proposal):
            click.echo(line)


@click.option("--if-empty", is_flag=True, help="Do and say nothing when there is anything in the database.")
@click.option("--remove", is_flag=True, help="Take the demo away again, and nothing else.")
@click.option("--large", is_flag=True, help="Instead one chapter after five years, with 100,000 entries of letters.")
def demo(if_empty: bool, remove: bool, large: bool) -> None:
    """Fill an empty database with two chapters, their people and cases, all of them invented."""
    from chapterapp.demo import commands  # read only when wanted: its stories cost a tenth of a second at each start

    commands.run(Path(current_app.config["INSTANCE"]), if_empty=if_empty, remove=remove, large=large)


def setup_code() -> None:
    """Print the one-time code of the set-up, while nobody has an account."""
    if has_users():
        raise click.ClickException("This installation is set up already.")
    click.echo(f"Set up your chapter at /set-up with the code {set_up_code(Path(current_app.config['INSTANCE']))}")


@click.argument("email")
def reset_password(email: str) -> None:
    """Print a one-time link to a new password for EMAIL, good for an hour."""
    if (user := find_user_by_email(email)) is None:
        raise click.ClickException("Nobody logs in with this e-mail.")
    token = accounts.make_reset_token(user, None)
    db.session.commit()
    base = current_app.config["BASE_URL"]
    click.echo(f"{base}/new-password/{token}" + ("" if base else "   (after the address of this site)"))


def doctor() -> None:
    """Say which scripts this machine can print, and which package brings those that it cannot."""
    try:
        lacking = print_samples()
    except RenderFailed as failed:
        raise click.ClickException(str(failed)) from None
    finally:
        press.rest(0)
    for script in {str(script.name): script for script in SCRIPTS}.values():
        missing = lacking.intersection(script.sample)
        said = f"boxes instead of letters: install the package {script.package}" if missing else "printed"
        click.echo(f"{'no' if missing else 'ok':3} {script.name!s:18} {said}")


def print_samples() -> set[str]:
    """The letters of all scripts that no font here has, by laying them out as a packet would be."""
    words = "".join(f"<p lang='{script.language}'>{script.sample}</p>" for script in SCRIPTS)
    page = f"<!doctype html><html lang=en><title>Scripts</title><body>{words}</body></html>"
    return set(press.render(page, css=style_sheet("a4")).missing)


def init_app(app: Flask) -> None:
    app.cli.command("demo")(demo)
    app.cli.command("access")(list_access)
    app.cli.command("worker")(worker)
    app.cli.command("doctor")(doctor)
    app.cli.command("create-admin")(create_admin)
    app.cli.command("setup-code")(setup_code)
    app.cli.command("reset-password")(reset_password)
    app.cli.add_command(packet)
    app.cli.add_command(case)
