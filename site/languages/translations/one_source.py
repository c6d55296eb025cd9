"""Pages and records are written in the source language and come into the others by translation alone."""

from django.conf import settings
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize import wagtail_hooks as localize_hooks
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization, TranslationSource
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from languages.models import Original

from .guard import missing_pieces
from .originals import is_original
from .refusal import refusal_url


def explain(request: HttpRequest) -> None:
    messages.warning(
        request,
        _("Pages and records are written in Slovenian. They come into other languages by translation."),
    )


def submit_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Send a page to translation; from a translation, go to its original and do it there."""
    page = get_object_or_404(Page, pk=page_id)
    if is_original(page):
        return SubmitPageTranslationView.as_view()(request, page_id=page_id)
    explain(request)
    original = page.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if original is None:
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return redirect("wagtail_localize:submit_page_translation", original.pk)


def submit_record(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    model = get_snippet_model_from_url_params(app_label, model_name)
    if not (pk.isdigit() and issubclass(model, TranslatableMixin)):
        raise Http404
    record = get_object_or_404(model, pk=pk)
    if is_original(record):
        return SubmitSnippetTranslationView.as_view()(request, app_label=app_label, model_name=model_name, pk=pk)
    explain(request)
    original = record.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if original is None:
        return redirect(model.snippet_viewset.get_url_name("list"))
    return redirect("wagtail_localize:submit_snippet_translation", app_label, model_name, original.pk)


def no_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    messages.warning(request, _("There are no alias pages here: a page in another language is a translation."))
    return redirect("wagtailadmin_pages:edit", page_id)


class UpdateView(UpdateTranslationsView):
    """wagtail-localize's “sync”, which says which languages it could not publish, and why."""

    def form_valid(self, form):
        response = super().form_valid(form)
        if form.cleaned_data["publish_translations"]:
            for translation in self.object.translations.filter(enabled=True).select_related("target_locale"):
                if missing_pieces(translation):
                    text = _("%(language)s was not published: texts are not translated yet.")
                    button = messages.button(refusal_url(translation), _("Which texts?"))
                    named = {"language": translation.target_locale}
                    messages.warning(self.request, text % named, buttons=[button])
        return response


# What the menus offer


def page_buttons(page, user, view_name=None, next_url=None):
    """Offer translation where pages are written; “sync” only for a draft, for what is published syncs itself."""
    if page.is_root() or not is_original(page):
        return
    yield from (
        button
        for button in localize_hooks.page_listing_more_buttons(page, user, view_name, next_url)
        if _fits(button, page)
    )
    yield from _changes_button(page, user)


def with_what_to_offer(records: QuerySet) -> QuerySet:
    """Let a list of records ask once what their menus offer, where ``record_buttons`` would ask for each."""
    written = records.model._base_manager.filter(translation_key=OuterRef(OuterRef("translation_key")))
    sources = TranslationSource.objects.filter(object_id=OuterRef("translation_key"), translations__enabled=True)
    return records.annotate(
        lacks_language=Exists(Locale.objects.exclude(pk__in=written.values("locale"))), has_source=Exists(sources)
    )


def record_buttons(record: Model, user, next_url=None):
    known = vars(record)
    synchronised = getattr(record, "live", True) or not known.get("has_source", True)
    if synchronised and not known.get("lacks_language", True):
        return
    if hasattr(record, "locale") and is_original(record):
        buttons = localize_hooks.register_snippet_listing_buttons(record, user, next_url)
        yield from (button for button in buttons if _fits(button, record))


def _fits(button, instance: Model) -> bool:
    return not (getattr(instance, "live", True) and button.icon_name == "resubmit")


def _changes_button(page, user):
    if (
        user.has_perm("wagtail_localize.submit_translation")
        and Original.objects.filter(pk=page.translation_key).exists()
    ):
        url = reverse("translation_changes", args=[page.translation_key])
        yield Button(_("Translations"), url, priority=61, icon_name="wagtail-localize-language")


def replace_hook(name: str, theirs, ours) -> None:
    """Put a function of ours in the place of another package's; Wagtail has no way to take a hook back."""
    hooks._hooks[name] = [(fn, order) for fn, order in hooks._hooks.get(name, []) if fn is not theirs]
    hooks.register(name, ours)


def replace_buttons() -> None:
    theirs = localize_hooks.page_listing_more_buttons
    for name in ("register_page_header_buttons", "register_page_listing_more_buttons"):
        replace_hook(name, theirs, page_buttons)
    replace_hook("register_snippet_listing_buttons", localize_hooks.register_snippet_listing_buttons, record_buttons)


def without_synchronisation() -> None:
    """Take “Synchronise content from another locale” out of the form of a language: it makes alias pages."""
    LOCALE_COMPONENTS[:] = [one for one in LOCALE_COMPONENTS if one["model"] is not LocaleSynchronization]
