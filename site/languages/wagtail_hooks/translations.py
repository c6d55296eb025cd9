"""What the life of a translation adds to the CMS."""

from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from ..models import Original, TranslationState
from ..translations import one_source
from ..translations.access import may_see_any
from ..translations.changes import ChangesView
from ..translations.guard import missing_pieces, translation_of
from ..translations.links import changes_url
from ..translations.originals import has_drafts, is_original
from ..translations.panel import TranslationsPanel
from ..translations.refusal import RefusalView, refusal_url
from ..translations.report import TranslationsReportView

one_source.replace_buttons()
one_source.without_synchronisation()


@hooks.register("register_admin_urls", order=-10)
def register_urls():
    """Ours come before wagtail-localize's: the addresses below ``localize/`` take the place of its own."""
    report = TranslationsReportView
    record = "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/"
    old_report = RedirectView.as_view(pattern_name="translations_report")
    return [
        path("reports/translations/", report.as_view(), name="translations_report"),
        path("reports/translations/results/", report.as_view(results_only=True), name="translations_report_results"),
        path("translations/<uuid:key>/changes/", ChangesView.as_view(), name="translation_changes"),
        path("translations/<int:pk>/refused/", RefusalView.as_view(), name="translation_refused"),
        path("localize/reports/translations/", old_report),
        path("localize/submit/page/<int:page_id>/", one_source.submit_page),
        path(record, one_source.submit_record),
        path("localize/update/<int:translation_source_id>/", one_source.UpdateView.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", one_source.no_alias),
    ]


class TranslationsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_see_any(request.user)


@hooks.register("register_reports_menu_item")
def register_report():
    address = reverse_lazy("translations_report")
    icon = "wagtail-localize-language"
    return TranslationsMenuItem(_("Translations"), address, name="translation-states", icon_name=icon, order=90)


@hooks.register("construct_reports_menu")
def one_report_of_translations(request, items):
    """Take out wagtail-localize's own report."""
    items[:] = [item for item in items if item.name == "translation-states" or "localize" not in str(item.url)]


@hooks.register("construct_homepage_panels")
def show_strips(request, panels):
    panels.append(TranslationsPanel())


@hooks.register("insert_global_admin_css")
def translations_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/translations.css"))


@hooks.register("construct_page_action_menu")
def no_aliases(menu_items, request, context):
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


# Publishing


@hooks.register("before_edit_page", order=-10)
@hooks.register("before_edit_snippet", order=-10)
def refuse_incomplete_translation(request, instance):
    """Show what is missing before wagtail-localize publishes; its own answer would be a line without a list."""
    if request.method != "POST" or request.POST.get("action") != "publish" or not hasattr(instance, "locale_id"):
        return None
    translation = None if is_original(instance) else translation_of(instance)
    if translation and missing_pieces(translation):
        return one_source.redirect(refusal_url(translation))
    return None


@hooks.register("after_publish_page")
def say_what_is_outdated(request, page):
    """After an original was published: how many translations its changes made outdated."""
    if not hasattr(page, "locale") or not is_original(page):
        return
    outdated = TranslationState.objects.filter(original=page.translation_key, status=TranslationState.Status.OUTDATED)
    if number := outdated.count():
        text = ngettext(
            "%(number)s translation is now outdated.", "%(number)s translations are now outdated.", number
        )
        address = changes_url(Original(pk=page.translation_key))
        messages.warning(request, text % {"number": number}, buttons=[messages.button(address, _("See changes"))])


@hooks.register("after_edit_snippet")
def say_what_is_outdated_of_a_record(request, instance):
    if not has_drafts(type(instance)) or "action-publish" in request.POST:
        say_what_is_outdated(request, instance)
