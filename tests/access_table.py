"""Who may do what: every route × every persona, the answers written by hand.

They are taken from the matrix of the issue, never from the decorators: this table is the second opinion.
"""

from cast import ADMIN, COORDINATOR, FOREIGN, HOST, MEMBER, STRANGER

PERSONAS = (STRANGER, MEMBER, HOST, COORDINATOR, FOREIGN, ADMIN)
LOG_IN, OK, WEAK, GONE = "log in", "ok", "403", "404"
#                stranger member host  coordin. foreign admin
PUBLIC = dict(zip(PERSONAS, (OK, OK, OK, OK, OK, OK), strict=True))
ACCOUNT = dict(zip(PERSONAS, (LOG_IN, OK, OK, OK, OK, OK), strict=True))
CHAPTER = dict(zip(PERSONAS, (LOG_IN, OK, OK, OK, GONE, GONE), strict=True))
EVENING = dict(zip(PERSONAS, (LOG_IN, WEAK, OK, OK, GONE, GONE), strict=True))
COORDINATION = dict(zip(PERSONAS, (LOG_IN, WEAK, WEAK, OK, GONE, GONE), strict=True))
SITE = dict(zip(PERSONAS, (LOG_IN, WEAK, WEAK, WEAK, WEAK, OK), strict=True))
SET_UP = dict.fromkeys(PERSONAS, GONE)  # somebody has an account already

TABLE = {
    "accounts.log_in": PUBLIC,
    "accounts.forgotten": PUBLIC,
    "accounts.asked": PUBLIC,
    "accounts.reset_password": PUBLIC,
    "invitations.accept": PUBLIC,
    "public.show": PUBLIC,
    "public.releases": PUBLIC,
    "site.healthz": PUBLIC,
    "site.readyz": PUBLIC,
    "site.set_up": SET_UP,
    "site.open_chapter": SET_UP,
    "dashboard.index": ACCOUNT,
    "accounts.own": ACCOUNT,
    "accounts.change_password": ACCOUNT,
    "accounts.kept": ACCOUNT,
    "accounts.forget_kept": ACCOUNT,
    "accounts.send_kept": ACCOUNT,
    "accounts.log_out": ACCOUNT,
    "accounts.log_out_everywhere": ACCOUNT,
    "dashboard.show": CHAPTER,
    "meetings.index": CHAPTER,
    "meetings.show": CHAPTER,
    "cases.index": CHAPTER,
    "cases.show": CHAPTER,
    "cases.portrait": CHAPTER,
    "attendance.say_here": CHAPTER,
    "letters.index": CHAPTER,
    "letters.log": CHAPTER,
    "letters.undo": CHAPTER,
    "attendance.door": EVENING,
    "attendance.door_state": EVENING,
    "attendance.check_in": EVENING,
    "attendance.undo_check_in": EVENING,
    "attendance.add_nameless": EVENING,
    "attendance.undo_nameless": EVENING,
    "attendance.add_walk_in": EVENING,
    "attendance.names": EVENING,
    "attendance.undo_name": EVENING,
    "attendance.set_nameless": EVENING,
    "letters.tally": EVENING,
    "letters.undo_sheet": EVENING,
    "letters.numbers": EVENING,
    "letters.correct": EVENING,
    "letters.ticks": EVENING,
    "letters.mail": COORDINATION,
    "letters.undo_mailing": COORDINATION,
    "packets.create": EVENING,
    "packets.show": EVENING,
    "packets.download": EVENING,
    "labels.create": EVENING,
    "labels.create_for_case": EVENING,
    "labels.show": EVENING,
    "labels.download": EVENING,
    "labels.stocks": EVENING,
    "labels.remove_stock": EVENING,
    "cases.document": CHAPTER,
    "cases.read": COORDINATION,
    "packets.override": COORDINATION,
    "packets.checks": COORDINATION,
    "packets.take_back_override": COORDINATION,
    "cases.keep": COORDINATION,
    "cases.add_document": COORDINATION,
    "cases.create": COORDINATION,
    "cases.create_past": COORDINATION,
    "cases.edit": COORDINATION,
    "cases.verify": COORDINATION,
    "cases.hold": COORDINATION,
    "cases.stop": COORDINATION,
    "cases.close": COORDINATION,
    "cases.reopen": COORDINATION,
    "cases.delete": COORDINATION,
    "cases.restore": COORDINATION,
    "cases.add_part": COORDINATION,
    "cases.edit_part": COORDINATION,
    "cases.remove_part": COORDINATION,
    "cases.set_portrait": COORDINATION,
    "cases.remove_portrait": COORDINATION,
    "meetings.create": COORDINATION,
    "meetings.plan_next": COORDINATION,
    "meetings.edit": COORDINATION,
    "meetings.agenda": COORDINATION,
    "meetings.cases": COORDINATION,
    "meetings.cancel": COORDINATION,
    "meetings.take_back": COORDINATION,
    "meetings.mark_held": COORDINATION,
    "meetings.delete": COORDINATION,
    "meetings.restore": COORDINATION,
    "members.index": COORDINATION,
    "members.create": COORDINATION,
    "members.show": COORDINATION,
    "members.edit": COORDINATION,
    "members.consents": COORDINATION,
    "members.change_role": COORDINATION,
    "members.deactivate": COORDINATION,
    "members.activate": COORDINATION,
    "members.delete": COORDINATION,
    "members.restore": COORDINATION,
    "members.make_password_link": COORDINATION,
    "invitations.index": COORDINATION,
    "invitations.create": COORDINATION,
    "invitations.invite_member": COORDINATION,
    "invitations.revoke": COORDINATION,
    "chapters.settings": COORDINATION,
    "audit.index": COORDINATION,
    "site.index": SITE,
    "site.create_chapter": SITE,
    "site.appoint": SITE,
}
STATIC = {"static"}
LEAVES = {"accounts.log_out", "accounts.log_out_everywhere"}  # they lead to the log-in by themselves
# What takes something away is asked last, and joining the chapter last of all.
LAST = {
    "labels.remove_stock": 1,
    "cases.remove_part": 1, "cases.remove_portrait": 1, "invitations.revoke": 1, "members.deactivate": 1,
    "cases.delete": 2, "meetings.delete": 2, "members.delete": 2,
    "cases.restore": 3, "meetings.restore": 3, "members.restore": 3,
    "invitations.accept": 4,
}  # fmt: skip
# Past the door, but this thing is not there: no portrait, packet not ready, nothing deleted that could be restored.
ABSENT = {
    "letters.undo",  # a host cannot take back what a member wrote at home
    "cases.portrait",
    "packets.download",
    "labels.download",
    "labels.remove_stock",
    "cases.restore",
    "meetings.restore",
    "members.restore",
    "members.change_role",
    "members.make_password_link",
    "members.show",
    "members.activate",
    "invitations.accept",
    "invitations.invite_member",
}


# What a post has to name to be taken; in the address where a GET names it too.
SENT = {
    "attendance.check_in": ("member", "key"),
    "attendance.undo_check_in": ("member", "key"),
    "attendance.undo_name": ("member",),
    "attendance.add_nameless": ("key",),
    "attendance.undo_nameless": ("nameless",),
    "letters.undo_sheet": ("sheet",),
    "letters.undo": ("home_sheet",),
    "packets.take_back_override": ("case",),
    "letters.undo_mailing": ("mailing",),
}
QUERY = {"letters.correct": "?case=a-case&kind=appeal_letter", "packets.override": "?case=a-case"}
