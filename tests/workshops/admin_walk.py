"""Every address of the workshops in the CMS, found by walking the URL resolver: a new screen is in every walk."""

from collections.abc import Iterator

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from tests.workshops.everything import KEY
from workshops.models import MailText

APP = "workshops"
MAIL_TEXTS = "workshops_mailtext"


def admin_addresses() -> dict[str, str]:
    """Return the addresses of the workshops' screens by name; keys in them lead to the rows of ``Everything``."""
    found = dict(_walk(get_resolver().url_patterns, ()))
    found[f"settings:{APP}.desksettings"] = reverse("wagtailsettings:edit", args=[APP, "desksettings", 1])
    # Nobody may delete e-mail texts, and Wagtail's page for several at once says so with a 200.
    for model in set(apps.get_app_config(APP).get_models()) - {MailText}:
        for action in bulk_action_registry.get_bulk_actions_for_model(APP, model._meta.model_name):
            found[f"bulk:{model._meta.model_name}.{action.action_type}"] = _bulk_address(model, action.action_type)
    return found


def _bulk_address(model, action: str) -> str:
    return (
        reverse("wagtail_bulk_action", args=[APP, model._meta.model_name, action])
        + f"?id={_key(f'{APP}_{model._meta.model_name}')}"
    )


def _walk(patterns, namespaces: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and _is_ours(pattern.callback) and pattern.name:
            name = ":".join((*namespaces, pattern.name))
            keys = {key: _key(name) for key in pattern.pattern.regex.groupindex}
            address = reverse(name, kwargs=keys)
            # Wagtail's choosers show titles to whoever may enter the CMS; nothing here is chosen by one.
            if address.startswith("/admin/") and "choosers_" not in name:
                yield name, address


def _key(name: str) -> int:
    """Return the key of a row that is there: e-mail texts come with the site."""
    return MailText.objects.values_list("pk", flat=True).first() if MAIL_TEXTS in name else KEY


def _is_ours(view) -> bool:
    given = getattr(view, "view_initkwargs", {})
    models = [given.get("model"), given.get("model_class"), getattr(getattr(view, "view_class", None), "model", None)]
    modules = [view.__module__, getattr(getattr(view, "view_class", None), "__module__", "")]
    return any(getattr(getattr(model, "_meta", None), "app_label", "") == APP for model in models) or any(
        module.split(".")[0] == APP for module in modules
    )
