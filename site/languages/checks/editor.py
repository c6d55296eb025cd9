"""Says in the translation editor what should be looked at, published or not."""

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail_localize.models import Translation

from languages.exchange.units import objects_of, sources_of, units_of

from .figures import plain
from .services import pair_check

SHOWN = 5


def warn_in_editor(request: HttpRequest, instance: models.Model) -> None:
    """Add one message with the first few places of a translation that is opened; nothing for anything else."""
    key = getattr(instance, "translation_key", None)
    if request.method != "GET" or key is None:
        return
    translation = Translation.objects.filter(
        source__object_id=key, target_locale_id=instance.locale_id, enabled=True
    ).first()
    if translation is None:
        return
    locale = translation.target_locale
    check = pair_check(locale.language_code)
    found = [
        (unit.place.label, plain(unit.translation)[:80], message)
        for unit in units_of(objects=objects_of(sources=sources_of(keys=[key]), locale=locale), locale=locale)
        if unit.translation and not unit.place.is_slug
        for message in check(unit.text, unit.translation)
    ]
    if not found:
        return
    words = ngettext("%(number)d place to look at:", "%(number)d places to look at:", len(found))
    lines = format_html_join("", "<li>{} – “{}…”: {}</li>", found[:SHOWN])
    messages.warning(
        request,
        format_html("{}<ul>{}</ul>", words % {"number": len(found)}, lines),
        buttons=[messages.button(reverse("languages_consistency"), _("Report"))],
    )
