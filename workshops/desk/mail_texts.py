"""The texts of our e-mails in the CMS: listed, changed and translated, tried out."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from languages.codes import html_code
from workshops.choices import MailEvent
from workshops.mail_texts import example, keep_in_step, out_of_date, send_test
from workshops.models import MailText

NAMESPACE = "wagtailsnippets_workshops_mailtext"
PREVIEW = f"{NAMESPACE}:preview"


class MailTextPolicy(ModelPermissionPolicy):
    """Texts are changed; an event has one in each language, so nobody adds or deletes any."""

    def user_has_permission(self, user, action):
        return action not in ("add", "delete") and super().user_has_permission(user, action)


class MailTextIndexView(IndexView):
    """The listing, with which translations wait for a change of their original to be taken over."""

    @cached_property
    def stale(self) -> set[tuple]:
        return out_of_date()

    @cached_property
    def columns(self):
        def note(text: MailText) -> str:
            is_stale = (text.translation_key, text.locale_id) in self.stale
            return _("The original has changed.") if is_stale else ""

        # Without the boxes for bulk actions: there is none.
        return [*super().columns[1:], Column("note", label=_("To do"), accessor=note)]

    def get_list_buttons(self, instance):
        """Return a button of our own; those of the translation tool ask the database for each row."""
        label = _("Preview")
        return [
            Button(
                label,
                url=reverse(PREVIEW, args=[instance.pk]),
                classname="button button-small button-secondary",
                attrs={"aria-label": f"{label}: {instance}, {instance.locale}"},
            )
        ]


class MailTextEditView(EditView):
    """The plain form in each language: the editor for single strings has no room for a text of several lines."""

    def run_before_hook(self):
        return None

    @cached_property
    def header_buttons(self):
        url = reverse(PREVIEW, args=[self.object.pk])
        return [HeaderButton(_("Preview and test"), url=url, icon_name="view")]

    def get_page_subtitle(self):
        return f"{self.object} · {self.object.locale}"

    def save_instance(self):
        text = super().save_instance()
        keep_in_step(text=text)
        return text

    def get_success_url(self):
        return reverse(PREVIEW, args=[self.object.pk])


class MailTextViewSet(SnippetViewSet):
    """E-mail texts of the desk."""

    model = MailText
    icon = "mail"
    menu_label = gettext_lazy("E-mail texts")
    menu_name = "mail-texts"
    add_to_admin_menu = True
    menu_order = 158
    index_view_class = MailTextIndexView
    edit_view_class = MailTextEditView
    copy_view_enabled = False
    list_display = ["key", LocaleColumn(label=gettext_lazy("Language")), "subject"]
    list_filter = ["key"]
    search_fields = ["subject", "body"]
    # All events in all languages on one page.
    list_per_page = 80
    ordering = ["position", "language"]

    def get_queryset(self, request):
        """Return the texts in the order in which a booking's life brings them, each with its translations."""
        return in_order(MailText.objects.select_related("locale"))

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("preview/<int:pk>/", preview, name="preview"),
            path("preview/<int:pk>/send/", send, name="send_test"),
        ]


def in_order(texts: QuerySet[MailText]) -> QuerySet[MailText]:
    """Sort texts as events follow each other, and as the site lists its languages."""
    codes = [code for code, _name in settings.LANGUAGES]
    position, language = _rank("key", MailEvent.values), _rank("locale__language_code", codes)
    return texts.annotate(position=position, language=language).order_by("position", "language")


def _rank(field: str, values: list[str]) -> Case:
    whens = [When(**{field: value}, then=Value(rank)) for rank, value in enumerate(values)]
    return Case(*whens, default=Value(len(whens)), output_field=IntegerField())


def _text_for(request: HttpRequest, pk: int) -> MailText:
    if not request.user.has_perm("workshops.change_mailtext"):
        raise PermissionDenied
    return get_object_or_404(MailText.objects.select_related("locale"), pk=pk)


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the e-mail as a school would get it, with an invented booking."""
    text = _text_for(request, pk)
    languages = in_order(text.get_translations(inclusive=True).select_related("locale"))
    marked = out_of_date()
    context = {
        "text": text,
        "draft": example(text=text),
        "html_code": html_code(text.locale.language_code),
        "languages": languages,
        "stale": [one for one in languages if (one.translation_key, one.locale_id) in marked],
        "header_title": str(text),
        "header_icon": "mail",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(f"{NAMESPACE}:list"), "label": MailTextViewSet.menu_label},
            {"url": reverse(f"{NAMESPACE}:edit", args=[pk]), "label": f"{text} · {text.locale}"},
            {"url": "", "label": _("Preview: %(event)s") % {"event": text}},
        ],
    }
    return render(request, "workshops/desk/mail_preview.html", context)


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the example to the person who is signed in, and to nobody else."""
    text = _text_for(request, pk)
    to = request.user.email
    if to and send_test(text=text, to=to):
        messages.success(request, _("A test e-mail is on its way to %(email)s.") % {"email": to})
    else:
        messages.error(request, _("No test e-mail was sent: your account has no e-mail address."))
    return redirect(PREVIEW, pk)


register_permission_policy(MailText, MailTextPolicy(MailText))
