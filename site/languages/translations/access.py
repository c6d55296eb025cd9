"""Who may see and publish which translation."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, policy_registry

from languages.models import Original

from .originals import has_drafts, tracked_models

SEE = {"add", "change", "publish"}


def visible_originals(user) -> QuerySet[Original]:
    """Return the originals that a user may work on, in whatever language."""
    pages = page_permission_policy.instances_user_has_any_permission_for(user, SEE)
    return Original.objects.filter(
        Q(translation_key__in=pages.order_by().values("translation_key"))
        | Q(content_type__in=ContentType.objects.get_for_models(*_records(user)).values())
    )


def _records(user) -> list[type[Model]]:
    models = [model for model in tracked_models() if not issubclass(model, Page)]
    return [model for model in models if policy_registry.get_by_type(model).user_has_any_permission(user, SEE)]


def may_see_any(user) -> bool:
    return page_permission_policy.user_has_any_permission(user, SEE) or bool(_records(user))


def may_publish(user, instance: Model) -> bool:
    """Say whether a user may make a translation public; for a record without drafts, saving it does that."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    action = "publish" if has_drafts(type(instance)) else "change"
    return policy_registry.get_by_type(type(instance)).user_has_permission(user, action)


def may_edit(user, instance: Model) -> bool:
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_edit()
    return policy_registry.get_by_type(type(instance)).user_has_permission(user, "change")
