from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from chapterapp.access import acting_user, chapter_page
from chapterapp.cases.queries import get_case
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.database import db
from chapterapp.errors import Missing, Refused
from chapterapp.forms import BaseForm
from chapterapp.labels import services
from chapterapp.labels.forms import LabelsForm, StockForm, counts_of, labels_form
from chapterapp.labels.gathering import Offer, Place, list_offers
from chapterapp.labels.models import LabelKind, LabelOffset, LabelSheet, LabelState
from chapterapp.labels.queries import (
    find_stock,
    get_label_sheet,
    get_own_stock,
    list_offsets,
    list_own_stocks,
)
from chapterapp.labels.stocks import A4, ENVELOPES, LABELS, LETTER, Envelope, Stock, first_choice
from chapterapp.meetings.queries import get_meeting
from chapterapp.packets.handing_out import hand_out, wait_for

bp = Blueprint("labels", __name__, url_prefix="/c/<chapter_slug>")
Page = AnyResponse | str | tuple[str, int]


@bp.route("/meetings/<slug>/labels", methods=["GET", "POST"])
@chapter_page(Permission.MAKE_PACKETS)
def create(chapter: Chapter, slug: str) -> Page:
    return choose(Place(chapter, get_meeting(chapter, slug), None))


@bp.route("/cases/<slug>/labels", methods=["GET", "POST"])
@chapter_page(Permission.MAKE_PACKETS)
def create_for_case(chapter: Chapter, slug: str) -> Page:
    return choose(Place(chapter, None, get_case(chapter, slug)))


def choose(place: Place) -> Page:
    """The form for the stock and the kind that the address names, and what was sent with it."""
    stock = _stock(place.chapter)
    kind = _kind(stock)
    offers = list_offers(place, kind)
    saved = list_offsets(place.chapter, stock.key)
    chosen = next((one for one in saved if one.printer == request.args.get("printer")), next(iter(saved), None))
    form = labels_form(stock, offers, **_saved(chosen))
    if form.validate_on_submit():
        try:
            sheet = _request(place, kind, stock, form)
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            db.session.commit()
            return redirect(url_for(".show", chapter_slug=place.chapter.slug, ref=sheet.ref), 303)
    return _form_page(place, kind, stock, offers, form, [one.printer for one in saved])


def _request(place: Place, kind: LabelKind, stock: Stock | Envelope, form: LabelsForm) -> LabelSheet:
    if form.printer.data:
        services.save_offset(place.chapter, stock.key, form.printer.data, *form.offset())
    if "test" in request.form:
        return services.request_labels(place, LabelKind.TEST, stock, {}, acting_user())
    start = form.start.data if isinstance(stock, Stock) else 0
    return services.request_labels(
        place, kind, stock, counts_of(form), acting_user(), start=start, offset=form.offset()
    )


def _form_page(
    place: Place, kind: LabelKind, stock: Stock | Envelope, offers: list[Offer], form: LabelsForm, printers: list[str]
) -> tuple[str, int]:
    words = {
        "chapter": place.chapter, "meeting": place.meeting, "case": place.case, "stock": stock, "kind": kind,
        "offers": offers, "form": form, "printers": printers, "own_stocks": list_own_stocks(place.chapter),
        "letter": [one for one in LABELS.values() if one.sheet == LETTER],
        "a4": [one for one in LABELS.values() if one.sheet == A4],
        "envelopes": ENVELOPES.values(),
    }  # fmt: skip
    return render_template("labels/create.html", **words), 422 if form.errors else 200


def _stock(chapter: Chapter) -> Stock | Envelope:
    return find_stock(chapter, request.args.get("stock", "")) or LABELS[first_choice(chapter.paper_size)]


def _kind(stock: Stock | Envelope) -> LabelKind:
    if isinstance(stock, Envelope):
        return LabelKind.ENVELOPES
    return LabelKind.RETURNS if request.args.get("kind") == LabelKind.RETURNS else LabelKind.ADDRESSES


def _saved(offset: LabelOffset | None) -> dict[str, object]:
    return {"printer": offset.printer, "x": offset.x, "y": offset.y} if offset else {}


@bp.get("/labels/<ref>")
@chapter_page(Permission.MAKE_PACKETS)
def show(chapter: Chapter, ref: str) -> Response:
    """What came out before it is printed: sheets, labels set smaller, those refused."""
    sheet = wait_for(lambda: get_label_sheet(chapter, ref))
    page = make_response(
        render_template(
            "labels/show.html",
            chapter=chapter,
            sheet=sheet,
            stock=find_stock(chapter, sheet.stock),
            meeting=sheet.meeting,
            case=sheet.case,
        )
    )
    if sheet.is_under_way:
        page.headers["Refresh"] = "2"  # by header: it needs no script
    return page


@bp.get("/labels/<ref>/download")
@chapter_page(Permission.MAKE_PACKETS)
def download(chapter: Chapter, ref: str) -> AnyResponse:
    sheet = get_label_sheet(chapter, ref)
    if sheet.state is not LabelState.READY:
        raise Missing
    return hand_out(ref, sheet.file_name)


@bp.post("/labels/<ref>/cancel")
@chapter_page(Permission.MAKE_PACKETS)
def cancel(chapter: Chapter, ref: str) -> AnyResponse:
    """Stop making them, and leave nothing of them."""
    services.cancel_labels(get_label_sheet(chapter, ref), acting_user())
    db.session.commit()
    return redirect(url_for(".show", chapter_slug=chapter.slug, ref=ref), 303)


@bp.route("/label-stocks", methods=["GET", "POST"])
@chapter_page(Permission.MAKE_PACKETS)
def stocks(chapter: Chapter) -> Page:
    """The chapter's own sheets of labels, by their measures."""
    form = StockForm()
    if form.validate_on_submit():
        try:
            services.add_stock(chapter, form.measures(), acting_user())
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            db.session.commit()
            return redirect(url_for(".stocks", chapter_slug=chapter.slug), 303)
    words = {"own_stocks": list_own_stocks(chapter), "form": form, "remove": BaseForm()}
    return render_template("labels/stocks.html", chapter=chapter, **words), 422 if form.errors else 200


@bp.post("/label-stocks/<ref>/remove")
@chapter_page(Permission.MAKE_PACKETS)
def remove_stock(chapter: Chapter, ref: str) -> AnyResponse:
    services.remove_stock(get_own_stock(chapter, ref), acting_user())
    db.session.commit()
    return redirect(url_for(".stocks", chapter_slug=chapter.slug), 303)
