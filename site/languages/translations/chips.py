"""How a state is shown: its words, its colour, and where it leads."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from languages.models import Original, TranslationState

from .links import state_url

Status = TranslationState.Status


@dataclass(frozen=True)
class Chip:
    """A cell of the report: words that say everything, a colour that repeats it, and a link."""

    status: str
    label: str
    url: str
    language: str
    about: str
    note: str = ""


def label_of(state: TranslationState) -> str:
    """Return the status in words, with how far it is where strings are missing."""
    label = str(state.get_status_display())
    if state.by_hand or state.status in (Status.MISSING, Status.CURRENT) or state.done == state.total:
        return label
    progress = _("%(done)s of %(total)s") % {"done": state.done, "total": state.total}
    return f"{label}, {progress}"


def note_of(state: TranslationState) -> str:
    if state.by_hand:
        return _("translation stopped, edited by hand")
    if state.incomplete:
        return _("public with texts missing")
    if state.status == Status.OUTDATED and state.done == state.total:
        return _("translated, not published yet")
    return ""


def chip(original: Original, state: TranslationState) -> Chip:
    return Chip(
        status=state.status,
        label=label_of(state),
        url=state_url(original, state),
        language=str(state.locale),
        about=original.title,
        note=note_of(state),
    )
