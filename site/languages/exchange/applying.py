"""Records what a file brings, and makes drafts of it: all of it or nothing, and nothing is published."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin
from wagtail_localize.models import StringTranslation, TranslationLog

from languages.places import place_of
from languages.translations.states import drafted, refresh_key

from .plan import Plan
from .problems import ERROR, Problem
from .units import TranslatedObject

TOOL = "PO File"


class CannotApply(ValueError):
    """Something is wrong; nothing was applied. ``problems`` lists all of it."""

    def __init__(self, problems: list[Problem]):
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def apply(*, plan: Plan, user) -> list[TranslatedObject]:
    """Apply a plan without errors; return what has no drafts and so still waits to be published by hand.

    Raises ``CannotApply`` with every problem, and then leaves everything as it was.
    """
    if plan.errors:
        raise CannotApply(plan.errors)
    with transaction.atomic():
        _record(plan, user)
        problems, without_draft = [], []
        for one in plan.objects:
            try:
                has_draft = _save_draft(one, user)
            except ValidationError as error:
                problems += list(_validation_problems(one, error))
            else:
                if not has_draft:
                    without_draft.append(one)
        if problems:
            raise CannotApply(problems)
        # Texts that are stored all at once send no signals.
        for one in plan.objects:
            refresh_key(one.key)
    return without_draft


def rehearse(*, plan: Plan, user) -> list[Problem]:
    """Return what would go wrong when a plan is applied: what only the pages and records themselves can tell."""
    problems = []
    with _undone():
        _record(plan, user)
        for one in plan.objects:
            try:
                _locked(one, user)
                _translated(one).full_clean()
            except ValidationError as error:
                problems += list(_validation_problems(one, error))
    return problems


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _record(plan: Plan, user) -> None:
    """Store the texts as a translator's work."""
    now = timezone.now()
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of_id=change.unit.string_id,
                context_id=change.unit.context_id,
                locale=plan.locale,
                data=change.new,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                tool_name=TOOL,
                last_translated_by=user,
                created_at=now,
                updated_at=now,
            )
            for change in plan.changes
        ],
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=[
            "data",
            "translation_type",
            "tool_name",
            "last_translated_by",
            "updated_at",
            "has_error",
            "field_error",
        ],
        batch_size=100,
    )


def _translated(one: TranslatedObject):
    return one.translation.source.get_ephemeral_translated_instance(one.translation.target_locale, fallback=True)


def _locked(one: TranslatedObject, user) -> None:
    lock = one.target.get_lock() if hasattr(one.target, "get_lock") else None
    if lock and lock.for_user(user):
        raise ValidationError(_("It is locked, or somebody is looking it over."))


def _save_draft(one: TranslatedObject, user) -> bool:
    """Save a revision without touching what readers see; return ``False`` for a record that has no drafts.

    ``Translation.save_target(publish=False)`` would write the page's own row, which is what readers get.
    """
    _locked(one, user)
    instance = _translated(one)
    if not isinstance(instance, DraftStateMixin):
        instance.full_clean()
        return False
    revision = instance.save_revision(user=user, log_action=True)
    drafted(source=one.translation.source, locale=one.translation.target_locale)
    TranslationLog.objects.create(
        source=one.translation.source, locale=one.translation.target_locale, revision=revision
    )
    return True


def _validation_problems(one: TranslatedObject, error: ValidationError) -> Iterator[Problem]:
    """Say what a page or record objects to, with the name of the field."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, messages in by_field.items():
        place = place_of(one.model, name).label if name and name != "__all__" else ""
        for message in messages:
            yield Problem(message, ERROR, page=one.title, place=place, edit_url=one.edit_url)
