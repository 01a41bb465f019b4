from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, PasswordField, StringField

from chapterapp.forms import BaseForm, email_address, filled, new_password, short


class LogInForm(BaseForm):
    email = EmailField(_("E-mail"), [filled(), short(254)], render_kw={"autocomplete": "username"})
    password = PasswordField(_("Password"), [filled(), short(200)], render_kw={"autocomplete": "current-password"})
    short = BooleanField(_("This device is shared: log out by itself after 12 hours"))


class NewPasswordForm(BaseForm):
    password = PasswordField(
        _("New password"),
        [filled(), new_password],
        description=_("12 characters or more. Four words that you remember are fine."),
        render_kw={"autocomplete": "new-password"},
    )


class ChangePasswordForm(NewPasswordForm):
    old_password = PasswordField(
        _("Password now"), [filled(), short(200)], render_kw={"autocomplete": "current-password"}
    )
    field_order = ("old_password", "password")


class ForgottenForm(BaseForm):
    email = EmailField(_("E-mail"), [filled(), email_address], render_kw={"autocomplete": "username"})


class AccountForm(BaseForm):
    """The account that somebody makes for themselves: at set-up, and by an invitation."""

    name = StringField(_("Your name"), [filled(), short(100)], render_kw={"autocomplete": "name"})
    email = EmailField(_("E-mail, to log in with"), [filled(), email_address], render_kw={"autocomplete": "username"})
    password = PasswordField(
        _("Password"),
        [filled(), new_password],
        description=_("12 characters or more. Four words that you remember are fine."),
        render_kw={"autocomplete": "new-password"},
    )
