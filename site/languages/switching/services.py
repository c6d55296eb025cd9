"""Switches a language on or off, and says beforehand what readers gain or lose."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from languages.codes import html_code, prefix
from languages.models import SiteLanguage


@dataclass(frozen=True, kw_only=True)
class LanguageState:
    """One language as the screen shows it: whether it is on, and how many pages it has."""

    code: str
    name: str
    address: str
    is_on: bool
    takes_russian: bool
    published: int
    drafts: int

    @property
    def html_code(self) -> str:
        return html_code(self.code)

    @property
    def may_be_switched_off(self) -> bool:
        """The language of the originals is always on: everything else is translated from it."""
        return self.code != settings.LANGUAGE_CODE


def language_states() -> list[LanguageState]:
    """Return every language of the site, in its order."""
    stored = {one.locale.language_code: one for one in SiteLanguage.objects.select_related("locale")}
    live = {}
    for code, is_live in Page.objects.filter(depth__gt=1).values_list("locale__language_code", "live"):
        live.setdefault(code, []).append(is_live)
    return [
        LanguageState(
            code=code,
            name=name,
            address=f"/{prefix(code)}/",
            is_on=code == settings.LANGUAGE_CODE or code not in stored or stored[code].is_on,
            takes_russian=code in stored and stored[code].takes_russian,
            published=sum(live.get(code, [])),
            drafts=len(live.get(code, [])) - sum(live.get(code, [])),
        )
        for code, name in settings.LANGUAGES
    ]


@transaction.atomic
def switch_language(*, code: str, on: bool) -> SiteLanguage:
    """Offer a language to readers, or no longer.

    Raises:
        ValueError: for the language of the originals, which cannot be switched off.
    """
    if code == settings.LANGUAGE_CODE and not on:
        raise ValueError("the language of the originals is always on")
    return _change(code, is_on=on)


@transaction.atomic
def lead_russian_readers(*, to_ukrainian: bool) -> SiteLanguage:
    """Choose whether readers whose browser asks for Russian are led to Ukrainian."""
    return _change("uk", takes_russian=to_ukrainian)


def _change(code: str, **values: bool) -> SiteLanguage:
    language, _created = SiteLanguage.objects.update_or_create(
        locale=Locale.objects.get(language_code=code), defaults=values
    )
    log(instance=language, action="wagtail.edit", content_changed=True, data=values)
    return language
