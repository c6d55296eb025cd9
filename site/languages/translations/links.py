"""Where an editor goes on from a state: to the editor, to sending for translation, to what has changed."""

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import Page

from languages.models import Original, TranslationState


def edit_url(content_type: ContentType, pk: str) -> str:
    model = content_type.model_class()
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[pk])
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[quote(pk)])


def translate_url(original: Original, language: str) -> str:
    """Return where an original is sent to translation, with a language ticked."""
    opts = original.content_type.model_class()._meta
    if issubclass(opts.model, Page):
        address = reverse("wagtail_localize:submit_page_translation", args=[original.object_id])
    else:
        args = [opts.app_label, opts.model_name, quote(original.object_id)]
        address = reverse("wagtail_localize:submit_snippet_translation", args=args)
    return f"{address}?{urlencode({'select_locale': language})}"


def changes_url(original: Original) -> str:
    return reverse("translation_changes", args=[original.pk])


def state_url(original: Original, state: TranslationState) -> str:
    """Return where a cell of the report leads: to what is to be done next."""
    if state.status == TranslationState.Status.MISSING:
        return translate_url(original, state.locale.language_code)
    if state.status == TranslationState.Status.OUTDATED:
        return changes_url(original)
    return edit_url(original.content_type, state.target_id)
