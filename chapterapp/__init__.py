"""chapterapp: meetings, cases, letters and paper for chapters that write for prisoners of conscience."""

from typing import Any

from flask import Flask, Response, has_request_context, request
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from chapterapp import access, cli, config, database, error_pages, templating
from chapterapp.accounts import views as accounts
from chapterapp.attendance import name_views
from chapterapp.attendance import views as attendance
from chapterapp.audit import views as audit
from chapterapp.cases import end_views as case_ends
from chapterapp.cases import facility_views as facilities
from chapterapp.cases import file_views as case_files
from chapterapp.cases import import_views as case_imports
from chapterapp.cases import letter_views as case_letters
from chapterapp.cases import office_views as offices
from chapterapp.cases import part_views as case_parts
from chapterapp.cases import rule_views as case_rules
from chapterapp.cases import views as cases
from chapterapp.chapters import views as chapters
from chapterapp.dashboard import views as dashboard
from chapterapp.extensions import babel, csrf, login_manager, migrate
from chapterapp.files import storage as files
from chapterapp.invitations import views as invitations
from chapterapp.jobs import queue
from chapterapp.labels import tasks as label_tasks
from chapterapp.labels import views as labels
from chapterapp.letters import mail_views, tally_views
from chapterapp.letters import views as letters
from chapterapp.library import editor_views
from chapterapp.library import views as library
from chapterapp.meetings import rsvp_views
from chapterapp.meetings import views as meetings
from chapterapp.members import views as members
from chapterapp.packets import code_views, tasks
from chapterapp.packets import storage as packet_files
from chapterapp.packets import views as packets
from chapterapp.personal_letters import tasks as letter_tasks
from chapterapp.personal_letters import views as personal_letters
from chapterapp.public import views as public
from chapterapp.site import library_views
from chapterapp.site import views as site

FEATURES = (
    accounts,
    attendance,
    audit,
    cases,
    chapters,
    code_views,
    dashboard,
    facilities,
    invitations,
    labels,
    letters,
    library,
    meetings,
    members,
    offices,
    packets,
    personal_letters,
    public,
    site,
)
MORE_PAGES = (  # of a feature's blueprint
    case_ends,
    case_files,
    case_imports,
    case_letters,
    case_parts,
    case_rules,
    editor_views,
    library_views,
    mail_views,
    name_views,
    rsvp_views,
    tally_views,
)
TASKS = (tasks, label_tasks, letter_tasks)  # imported, so that what the worker can run is registered
LANGUAGES = ("en",)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def create_app(**settings: Any) -> Flask:
    root = config.ROOT
    app = Flask(
        "chapterapp",
        template_folder=str(root / "templates"),
        static_folder=str(root / "static"),
        instance_path=str(config.instance_folder()),
    )
    app.config.update(config.load() | settings)
    database.init_app(app)
    migrate.init_app(app, database.db, directory=str(root / "chapterapp" / "migrations"), render_as_batch=True)
    app.before_request(access.set_limit)
    csrf.init_app(app)
    login_manager.init_app(app, add_context_processor=False)
    login_manager.user_loader(access.load_visitor)
    babel.init_app(app, locale_selector=language)
    queue.init_app(app)
    files.init_app(app)
    packet_files.init_app(app)
    for feature in FEATURES:
        app.register_blueprint(feature.bp)
    access.init_app(app)
    templating.init_app(app)
    error_pages.init_app(app)
    cli.init_app(app)
    app.after_request(add_headers)
    app.url_defaults(add_version)
    serve_static(app)
    access.check_declared(app)
    return app


def language() -> str:
    return (has_request_context() and request.accept_languages.best_match(LANGUAGES)) or LANGUAGES[0]


def add_headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if not access.is_cookie_free():
        response.headers["Cache-Control"] = "no-store"
    return response


def add_version(endpoint: str, values: dict[str, Any]) -> None:
    """A changed file has another address, so that nobody keeps an old style sheet."""
    if endpoint == "static" and (file := config.ROOT / "static" / values.get("filename", "")).is_file():
        values["v"] = format(int(file.stat().st_mtime), "x")


def serve_static(app: Flask) -> None:
    """Compressed files of static/, sent with their own headers; behind a proxy, believe its word of the visitor."""
    root = config.ROOT / "static"
    whitenoise = WhiteNoise(
        app.wsgi_app, root=str(root), prefix="static/", max_age=24 * 3600, add_headers_function=_headers
    )
    whitenoise.allow_all_origins = False
    app.wsgi_app = whitenoise  # type: ignore[method-assign]
    if app.config["BEHIND_PROXY"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]


def _headers(headers: Any, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = POLICY
