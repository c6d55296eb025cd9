"""The signed, timed key that makes each delivered form one of a kind, and tells robots by their haste."""

from datetime import timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

KEY_SALT = "workshops.form"
MIN_AGE = timedelta(seconds=2)
MAX_AGE = timedelta(days=2)


class KeyUnusable(ValidationError):
    """The key is forged or too old: the form needs another one."""


def new_form_key() -> str:
    """Return a key for a form that is being delivered."""
    return signing.TimestampSigner(salt=KEY_SALT).sign(get_random_string(16))


def read_form_key(key: str) -> str:
    """Return what the key stands for.

    Raises:
        KeyUnusable: if another key is needed.
        ValidationError: if the form came back faster than a person fills it in.
    """
    signer = signing.TimestampSigner(salt=KEY_SALT)
    try:
        value = signer.unsign(key, max_age=MAX_AGE)
    except signing.BadSignature as error:
        raise KeyUnusable(
            _("This page was open for a long time. Please check your answers and send the form again.")
        ) from error
    try:
        signer.unsign(key, max_age=MIN_AGE)
    except signing.SignatureExpired:
        return value
    raise ValidationError(_("That was very quick. Please wait a moment and send the form again."))
