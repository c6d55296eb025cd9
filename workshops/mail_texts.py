"""Keeping the texts of our e-mails: translations in step with their original, an example, a test."""

from collections import defaultdict
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from languages.loading.translating import translate
from pages.navigation import absolute

from .choices import MailEvent, PartOfDay, Place
from .mail import Draft, fill_body, fill_subject, lines
from .models import MailText, Slot
from .placeholders import TO_FACILITATOR


@transaction.atomic
def keep_in_step(*, text: MailText) -> None:
    """Tell the translations' records of a text that somebody has just saved.

    A changed original leaves its translations as they are, marked as out of date; a saved translation is up to date.
    """
    if text.locale.language_code == settings.LANGUAGE_CODE:
        TranslationSource.update_or_create_from_instance(text)
        return
    source = TranslationSource.objects.filter(object_id=text.translation_key).first()
    if source:
        translate(source=source, target=text, locale=text.locale)


def out_of_date() -> set[tuple]:
    """Return (translation key, locale id) of each translation whose original has changed since."""
    model = MailText._meta.model_name
    strings = StringSegment.objects.filter(source__specific_content_type__model=model).values_list(
        "source__object_id", "string_id", "context_id"
    )
    translated = set(
        StringTranslation.objects.filter(context__object__content_type__model=model, has_error=False).values_list(
            "context__object_id", "translation_of_id", "context_id", "locale_id"
        )
    )
    locales = defaultdict(list)
    translations = MailText.objects.exclude(locale__language_code=settings.LANGUAGE_CODE)
    for key, locale in translations.values_list("translation_key", "locale_id"):
        locales[key].append(locale)
    return {
        (key, locale)
        for key, string, context in strings
        for locale in locales[key]
        if (key, string, context, locale) not in translated
    }


def example(*, text: MailText) -> Draft:
    """Fill in a text with an invented booking. Nothing is read of real ones, and nothing is stored."""
    language = text.locale.language_code
    with translation.override(language):
        values = example_values(event=text.key)
        address = "workshops:invitation" if text.key in TO_FACILITATOR else "workshops:booking"
        values["link"] = absolute(reverse(address, args=["EXAMPLE"]))
    return Draft(
        event=MailEvent(text.key),
        to="",
        language=language,
        subject=fill_subject(text.subject, values),
        body=fill_body(text.body, values, keep=()),
    )


def example_values(*, event: str) -> dict[str, str]:
    """Return an invented booking's values, in the active language, with days that lie ahead."""
    days = [timezone.localdate() + timedelta(days=days) for days in (28, 30, 35)]
    parts = (PartOfDay.MORNING, PartOfDay.MORNING, PartOfDay.ANY)
    slots = [_slot(day, hour) for day, hour in zip(days, (time(8, 15), time(10, 0), time(12, 30)), strict=True)]
    dates = lines(slots[:1])
    return {
        "reference": "K-7HXQ3M",
        "school": "Osnovna šola Primer",
        "town": "Primerjevo",
        "contact": "Ana Primer",
        "workshop": _("Workshop for pupils"),
        "participants": "24",
        "place": str(Place.IN_PERSON.label),
        "wishes": "\n".join(
            f"{rank}. {formats.date_format(day, 'DATE_FORMAT')}, {part.label}"
            for rank, (day, part) in enumerate(zip(days, parts, strict=True), start=1)
        ),
        "offers": lines(slots),
        "dates": dates.removeprefix("– ") if event in TO_FACILITATOR else dates,
        "reason": _("Here stands what you write at the desk, if you write anything."),
        "facilitator": "Maja Primer",
        "desk_link": absolute(reverse("workshops_desk", args=[0])),
    }


def _slot(day, start: time) -> Slot:
    begins = timezone.make_aware(datetime.combine(day, start))
    return Slot(starts_at=begins, ends_at=begins + timedelta(minutes=45))


@transaction.atomic
def send_test(*, text: MailText, to: str) -> bool:
    """Send the example to somebody of ours, marked as a test; say whether it was taken."""
    draft = example(text=text)
    return bool(EmailMessage(subject=f"[Test] {draft.subject}", body=draft.body + "\n", to=[to]).send())
