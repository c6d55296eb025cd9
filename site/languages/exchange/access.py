"""Who may take texts out to be translated and bring them back: whoever may edit those pages and records."""

from django.db import models
from wagtail.models import Page, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models


def record_models() -> list[type[models.Model]]:
    """Return the kinds of records that are translated, in the order of their names."""
    kinds = [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]
    return sorted(kinds, key=lambda model: str(model._meta.verbose_name_plural))


def editable_models(user) -> list[type[models.Model]]:
    """Return the kinds of records that somebody may change."""
    return [model for model in record_models() if may_change(user, model)]


def may_change(user, model: type[models.Model]) -> bool:
    return policy_registry.get_by_type(model).user_has_permission(user, "change")


def editable_pages(user) -> models.QuerySet:
    """Return the pages that somebody may change."""
    return policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")


def may_change_pages(user) -> bool:
    return policy_registry.get_by_type(Page).user_has_any_permission(user, {"add", "change"})


def may_exchange(user) -> bool:
    """Say whether there is anything that somebody may have translated."""
    return user.is_active and (may_change_pages(user) or bool(editable_models(user)))


def only_editable(user, instances: list[models.Model]) -> set[models.Model]:
    """Return those of many pages and records that somebody may change, in a number of queries that does not grow."""
    pages = {instance for instance in instances if isinstance(instance, Page)}
    allowed = set()
    if pages:
        keys = set(editable_pages(user).filter(pk__in=[page.pk for page in pages]).values_list("pk", flat=True))
        allowed = {page for page in pages if page.pk in keys}
    kinds = {type(instance) for instance in instances} - {type(page) for page in pages}
    changeable = {model for model in kinds if may_change(user, model)}
    return allowed | {instance for instance in instances if type(instance) in changeable}
