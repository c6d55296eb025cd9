"""Which objects are originals, and which are translations."""

from django.conf import settings
from django.db import models
from wagtail.models import DraftStateMixin, Locale, Page, TranslatableMixin, get_translatable_models
from wagtail.snippets.models import get_snippet_models


def source_locale() -> Locale:
    return Locale.objects.get(language_code=settings.LANGUAGE_CODE)


def target_locales() -> list[Locale]:
    """Return the languages that are translated into, in the order of the settings."""
    codes = [code for code, _name in settings.LANGUAGES]
    locales = Locale.objects.exclude(language_code=settings.LANGUAGE_CODE).filter(language_code__in=codes)
    return sorted(locales, key=lambda locale: codes.index(locale.language_code))


def is_tracked(model: type) -> bool:
    """Say whether objects of a class are translated by editors: pages, and records of the CMS."""
    if not issubclass(model, TranslatableMixin) or model is Page:
        return False
    return issubclass(model, Page) or model in get_snippet_models()


def tracked_models() -> list[type[models.Model]]:
    return [model for model in get_translatable_models(include_subclasses=True) if is_tracked(model)]


def is_original(instance: models.Model) -> bool:
    return instance.locale.language_code == settings.LANGUAGE_CODE


def has_drafts(model: type) -> bool:
    return issubclass(model, DraftStateMixin)


def is_live(instance: models.Model) -> bool:
    """Say whether readers see an object; records without drafts are always live."""
    return bool(getattr(instance, "live", True))


def originals_of(model: type[models.Model]) -> models.QuerySet:
    """Return the objects of a class in the source language; the root page is none."""
    found = model._default_manager.filter(locale__language_code=settings.LANGUAGE_CODE)
    return found.filter(depth__gt=1) if issubclass(model, Page) else found
