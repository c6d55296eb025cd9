"""Tells whether an object was changed since it was loaded."""

from django.db import models
from wagtail.models import Page

from .files import digest_of

# Bookkeeping that changes without an editor's doing.
_NOT_CONTENT = {"path", "numchild", "url_path", "latest_revision_created_at", "search_vector"}


def state_of(instance: models.Model) -> str:
    """Return a digest of what an editor could have changed; for pages and drafts that is their latest revision."""
    revision = getattr(instance, "latest_revision_id", None)
    if revision:
        return digest_of("revision", revision, getattr(instance, "live", True))
    if isinstance(instance, Page):
        instance = instance.specific
    values = {
        field.name: field.value_to_string(instance)
        for field in instance._meta.concrete_fields
        if field.name not in _NOT_CONTENT and not isinstance(field, models.FileField)
    }
    return digest_of(sorted(values.items()))
