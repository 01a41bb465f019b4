from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from chapterapp.access import acting_user, chapter_page
from chapterapp.chapters.forms import RoleForm
from chapterapp.chapters.labels import MAY, ROLES
from chapterapp.chapters.models import Chapter, Permission
from chapterapp.chapters.queries import belongs_only_to, list_reset_requests
from chapterapp.chapters.services import change_role as give_role
from chapterapp.clock import now, wall_time
from chapterapp.database import db
from chapterapp.errors import Missing, Refused, Stale
from chapterapp.forms import BaseForm
from chapterapp.links import full_address
from chapterapp.members import services
from chapterapp.members.forms import ConsentsForm, MemberForm
from chapterapp.members.models import ConsentKind
from chapterapp.members.queries import (
    KEPT,
    consents_of,
    find_member_by_email,
    get_deleted,
    get_member,
    list_deleted,
    list_members,
)

bp = Blueprint("members", __name__, url_prefix="/c/<chapter_slug>/members")
Page = str | Response | tuple[str, int]


@bp.get("")
@chapter_page(Permission.MANAGE_MEMBERS)
def index(chapter: Chapter) -> str:
    return render_template(
        "members/index.html",
        chapter=chapter,
        members=list_members(chapter),
        deleted=list_deleted(chapter),
        asked=list_reset_requests(chapter),
        roles=ROLES,
        undo=KEPT,
    )


@bp.route("/new", methods=["GET", "POST"])
@chapter_page(Permission.MANAGE_MEMBERS)
def create(chapter: Chapter) -> Page:
    form = MemberForm()
    if form.validate_on_submit():
        try:
            member = services.add_member(chapter, form.values(), acting_user())
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            db.session.commit()
            return redirect(url_for(".show", chapter_slug=chapter.slug, ref=member.ref), 303)
    twin = find_member_by_email(chapter, form.email.data or "") if form.errors else None
    return render_template("members/create.html", chapter=chapter, form=form, twin=twin), 422 if form.errors else 200


@bp.get("/<ref>")
@chapter_page(Permission.MANAGE_MEMBERS)
def show(chapter: Chapter, ref: str) -> str:
    member = get_member(chapter, ref)
    user = member.membership.user if member.membership else None
    return render_template(
        "members/show.html",
        chapter=chapter,
        member=member,
        consents=consents_of(member),
        kinds=ConsentKind,
        roles=ROLES,
        asked=list_reset_requests(chapter).get(user.id) if user else None,
        is_ours=user is not None and belongs_only_to(chapter, user),
    )


@bp.route("/<ref>/edit", methods=["GET", "POST"])
@chapter_page(Permission.MANAGE_MEMBERS)
def edit(chapter: Chapter, ref: str) -> Page:
    member = get_member(chapter, ref)
    form, status = MemberForm(obj=member), 200
    form.choose(member)
    if form.validate_on_submit():
        try:
            services.change_member(chapter, member, form.values(), form.seen_version(), acting_user())
        except Stale as stale:
            form.compare(stale.current)
            status = 409
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            db.session.commit()
            return redirect(url_for(".show", chapter_slug=chapter.slug, ref=ref), 303)
    twin = find_member_by_email(chapter, form.email.data or "") if form.errors else None
    status = 422 if form.errors else status
    return render_template(
        "members/edit.html", chapter=chapter, member=member, form=form, twin=twin, stale=status == 409
    ), status


@bp.route("/<ref>/consents", methods=["GET", "POST"])
@chapter_page(Permission.MANAGE_MEMBERS)
def consents(chapter: Chapter, ref: str) -> Page:
    member = get_member(chapter, ref)
    form = ConsentsForm.of(dict(consents_of(member)))
    if form.validate_on_submit():
        services.set_consents(member, form.given(), acting_user())
        db.session.commit()
        return redirect(url_for(".show", chapter_slug=chapter.slug, ref=ref), 303)
    page = render_template("members/consents.html", chapter=chapter, member=member, form=form)
    return page, 422 if form.errors else 200


@bp.post("/<ref>/deactivate")
@chapter_page(Permission.MANAGE_MEMBERS)
def deactivate(chapter: Chapter, ref: str) -> Response:
    services.deactivate_member(chapter, get_member(chapter, ref), acting_user())
    db.session.commit()
    return redirect(url_for(".index", chapter_slug=chapter.slug), 303)


@bp.post("/<ref>/activate")
@chapter_page(Permission.MANAGE_MEMBERS)
def activate(chapter: Chapter, ref: str) -> Response:
    services.activate_member(get_member(chapter, ref), acting_user())
    db.session.commit()
    return redirect(url_for(".show", chapter_slug=chapter.slug, ref=ref), 303)


@bp.route("/<ref>/delete", methods=["GET", "POST"])
@chapter_page(Permission.MANAGE_MEMBERS)
def delete(chapter: Chapter, ref: str) -> Page:
    member, form = get_member(chapter, ref), BaseForm()
    if form.validate_on_submit():
        services.delete_member(chapter, member, acting_user())
        db.session.commit()
        return redirect(url_for(".index", chapter_slug=chapter.slug), 303)
    until = wall_time(now() + KEPT, chapter.time_zone).date()
    return render_template("members/delete.html", chapter=chapter, member=member, form=form, until=until)


@bp.post("/<ref>/restore")
@chapter_page(Permission.MANAGE_MEMBERS)
def restore(chapter: Chapter, ref: str) -> Response:
    services.restore_member(chapter, get_deleted(chapter, ref), acting_user())
    db.session.commit()
    return redirect(url_for(".show", chapter_slug=chapter.slug, ref=ref), 303)


@bp.route("/<ref>/role", methods=["GET", "POST"])
@chapter_page(Permission.MANAGE_MEMBERS)
def change_role(chapter: Chapter, ref: str) -> Page:
    member = get_member(chapter, ref)
    if (membership := member.membership) is None:
        raise Missing
    form = RoleForm(obj=membership)
    if form.validate_on_submit():
        try:
            give_role(chapter, membership, form.role.data, acting_user())
        except Refused as no:
            form.refuse(str(no), no.field)
        else:
            db.session.commit()
            return redirect(url_for(".show", chapter_slug=chapter.slug, ref=ref), 303)
    page = render_template("members/change_role.html", chapter=chapter, member=member, form=form, roles=ROLES, may=MAY)
    return page, 422 if form.errors else 200


@bp.post("/<ref>/password-link")
@chapter_page(Permission.MANAGE_MEMBERS)
def make_password_link(chapter: Chapter, ref: str) -> str:
    """The link is in this answer alone: only its hash is kept."""
    member = get_member(chapter, ref)
    token = services.make_password_link(chapter, member, acting_user())
    db.session.commit()
    link = full_address("accounts.reset_password", token=token)
    return render_template("members/password_link.html", chapter=chapter, member=member, link=link)
