"""What an e-mail text may name in braces, such as ``{reference}``, and what each event's text must name."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .choices import MailEvent

# Anything in braces on one line: a name that we do not know must be found too.
BRACES = re.compile(r"\{([^{}\n]*)\}")
LINK = "link"
DESK_LINK = "desk_link"
EXPLANATIONS = {
    "reference": gettext_lazy("The booking’s reference."),
    "school": gettext_lazy("The school or organisation."),
    "town": gettext_lazy("The town it is in."),
    "contact": gettext_lazy("The contact person’s first and last name."),
    "workshop": gettext_lazy("The workshop, as it was requested."),
    "participants": gettext_lazy("How many participants are expected."),
    "place": gettext_lazy("In person or online."),
    "wishes": gettext_lazy("The dates that the school would like, one on a line."),
    "offers": gettext_lazy("The dates that we offer and that are still free, one on a line."),
    "dates": gettext_lazy("The agreed date with its time; if there are several, one on a line."),
    "reason": gettext_lazy("The reason, or a message of your own, which you write at the desk each time."),
    "facilitator": gettext_lazy("The first and last name of the person who leads the workshop."),
    LINK: gettext_lazy("The recipient’s private link, made anew for each e-mail."),
    DESK_LINK: gettext_lazy("Where the booking is at the desk; it opens for coordinators only."),
}
PLACEHOLDERS = tuple(EXPLANATIONS)
TO_DESK = frozenset({MailEvent.REQUEST_FOR_DESK, MailEvent.CANCELLED_FOR_DESK})
TO_FACILITATOR = frozenset({MailEvent.FACILITATOR_INVITED, MailEvent.FACILITATOR_CANCELLED})
# A subject is one short line.
NOT_IN_SUBJECT = frozenset({"wishes", "offers", "dates", "reason", LINK, DESK_LINK})


def allowed_in(event: str) -> tuple[str, ...]:
    """Return what the text of an event may name; a private link goes to nobody but whom it is for."""
    if event in TO_DESK:
        unknown = {"facilitator", LINK}
    elif event in TO_FACILITATOR:
        unknown = {"wishes", "offers", "reason", DESK_LINK, LINK} - required_in(event)
    else:
        unknown = {"facilitator", DESK_LINK}
    return tuple(name for name in PLACEHOLDERS if name not in unknown)


def required_in(event: str) -> frozenset[str]:
    """Return what the text of an event is of no use without."""
    if event in TO_DESK:
        return frozenset({DESK_LINK})
    return frozenset() if event == MailEvent.FACILITATOR_CANCELLED else frozenset({LINK})


def names_in(text: str) -> set[str]:
    """Return what stands in braces in a text, known or not."""
    return set(BRACES.findall(text))


def subject_errors(event: str, subject: str) -> list[str]:
    """Return what is wrong with the subject of an event's e-mail."""
    allowed = [name for name in allowed_in(event) if name not in NOT_IN_SUBJECT]
    errors = _misnamed(subject, allowed)
    if any(not character.isprintable() for character in subject):
        errors.append(_("The subject must be one line."))
    return errors


def body_errors(event: str, body: str) -> list[str]:
    """Return what is wrong with the text of an event's e-mail."""
    errors = _misnamed(body, allowed_in(event))
    missing = [f"{{{name}}}" for name in sorted(required_in(event) - names_in(body))]
    if missing:
        errors.append(_("%(names)s is missing: the recipient needs it.") % {"names": ", ".join(missing)})
    return errors


def refuse_unknown(text: str) -> None:
    """Refuse an e-mail that is ready to go if anything but ``{link}`` stands in braces; for form fields.

    Raises:
        ValidationError: naming what is wrong.
    """
    if errors := _misnamed(text, [LINK]):
        raise ValidationError(errors)


def _misnamed(text: str, allowed: Iterable[str]) -> list[str]:
    allowed = tuple(allowed)
    listed = ", ".join(f"{{{name}}}" for name in allowed)
    unknown = sorted(names_in(text) - set(allowed))
    if unknown:
        names = ", ".join(f"{{{name}}}" for name in unknown)
        return [
            _("Not known here: %(names)s. You can use: %(allowed)s.") % {"names": names, "allowed": listed},
        ]
    if set("{}") & set(BRACES.sub("", text)):
        return [_("A brace stands alone. Braces are for placeholders only: %(allowed)s.") % {"allowed": listed}]
    return []
