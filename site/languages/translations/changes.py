"""What has changed in one original since its translations were made, and what an editor can say about that."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from languages.codes import html_code
from languages.models import Original, TranslationState

from .access import may_publish, visible_originals
from .differences import Change, changes, plain
from .links import changes_url, edit_url
from .places import places
from .rightness import declare_right
from .states import state_pieces

ALL = "all"


@dataclass(frozen=True)
class Language:
    """One language of the screen.

    Attributes:
        mine: whether the user may say that it is still right.
    """

    state: TranslationState
    changes: list[Change]
    url: str
    mine: bool

    @property
    def code(self) -> str:
        return html_code(self.state.locale.language_code)


@dataclass(frozen=True)
class Row:
    """A change, with what each language has for it at present."""

    place: str
    change: Change
    translations: list[tuple[Language, str]]


class ChangesView(WagtailAdminTemplateMixin, TemplateView):
    """The differences, language by language or for all of them together where they are the same."""

    template_name = "languages/translations/changes.html"
    page_title = gettext_lazy("Changes to translate")
    header_icon = "wagtail-localize-language"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.original = get_object_or_404(
            Original.objects.select_related("content_type", "changed_by"), pk=kwargs["key"]
        )

    def dispatch(self, request, *args, **kwargs):
        if not visible_originals(request.user).filter(pk=self.original.pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.original.title

    def get_breadcrumbs_items(self):
        report = {"url": reverse("translations_report"), "label": _("Translations")}
        return [
            *self.breadcrumbs_items,
            report,
            {"url": "", "label": self.page_title, "sublabel": self.original.title},
        ]

    @cached_property
    def languages(self) -> list[Language]:
        """Return the outdated languages, in the order of the settings."""
        outdated = self.original.states.filter(status=TranslationState.Status.OUTDATED).select_related("locale")
        return [self._language(state) for state in outdated]

    def _language(self, state: TranslationState) -> Language:
        state.original = self.original
        model = self.original.content_type.model_class()
        target = get_object_or_404(model._default_manager, pk=state.target_id)
        return Language(
            state=state,
            changes=changes(state.basis, state_pieces(state)),
            url=edit_url(self.original.content_type, state.target_id),
            mine=may_publish(self.request.user, target),
        )

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "original": self.original,
            "original_url": edit_url(self.original.content_type, self.original.object_id),
            "languages": self.languages,
            "mine": [language for language in self.languages if language.mine],
            "groups": list(self._groups()),
            "others": self.original.states.exclude(status=TranslationState.Status.OUTDATED).select_related("locale"),
        }

    def _groups(self):
        """Yield languages that were made from the same words, with their changes."""
        alike = defaultdict(list)
        for language in self.languages:
            alike[tuple((one.path, one.before, one.now) for one in language.changes)].append(language)
        model = self.original.content_type.model_class()
        for languages in alike.values():
            yield languages, self._rows(model, languages)

    def _rows(self, model: type[models.Model], languages: list[Language]) -> list[Row]:
        first = languages[0].changes
        names = places(model, [change.path for change in first], self.original.pk)
        rows = []
        for number, change in enumerate(first):
            words = [(language, plain(language.changes[number].translation or "")) for language in languages]
            rows.append(Row(names[change.path], change, words))
        return rows

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        chosen = request.POST.get("language", "")
        mine = [language for language in self.languages if language.mine]
        wanted = [one for one in mine if chosen in (ALL, one.state.locale.language_code)]
        if not wanted:
            messages.warning(
                request, _("Nothing was changed: this language is not outdated, or is not yours to publish.")
            )
        for language in wanted:
            self._say(language, declare_right(state=language.state, user=request.user))
        return redirect(changes_url(self.original))

    def _say(self, language: Language, missing: int) -> None:
        name = str(language.state.locale)
        if not missing:
            messages.success(self.request, _("%(language)s: the translation is still right.") % {"language": name})
            return
        text = ngettext(
            "%(language)s: carried over; %(number)s new text has still to be translated.",
            "%(language)s: carried over; %(number)s new texts have still to be translated.",
            missing,
        )
        button = messages.button(language.url, _("Translate"))
        messages.warning(self.request, text % {"language": name, "number": missing}, buttons=[button])
