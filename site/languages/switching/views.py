"""The screens where languages are switched on and off."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .services import LanguageState, language_states, lead_russian_readers, switch_language

PERMISSION = "languages.change_sitelanguage"
TITLE = gettext_lazy("Languages for readers")


class LanguageScreen(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_required = PERMISSION
    raise_exception = True
    page_title = TITLE
    header_icon = "globe"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": reverse_lazy("site_languages"), "label": TITLE}]


class LanguagesView(LanguageScreen):
    """Every language, with what readers have of it."""

    template_name = "languages/languages.html"

    def get_context_data(self, **kwargs):
        states = language_states()
        ukrainian = next((state for state in states if state.code == "uk"), None)
        return {**super().get_context_data(**kwargs), "states": states, "ukrainian": ukrainian}


class SwitchView(LanguageScreen):
    """Says what follows from switching one language, then does it."""

    template_name = "languages/switch.html"

    @cached_property
    def state(self) -> LanguageState:
        for state in language_states():
            if state.code == self.kwargs["code"]:
                return state
        raise Http404

    def dispatch(self, request, *args, **kwargs):
        if self.has_permission() and not self.state.may_be_switched_off:
            messages.error(request, _("%(language)s is the language of the originals and stays on.") % self._named)
            return redirect("site_languages")
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.state.name

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "state": self.state}

    def post(self, request, code):
        on = request.POST.get("to") == "on"
        switch_language(code=code, on=on)
        if on:
            done = _("%(language)s is on: readers find it again.")
        else:
            done = _("%(language)s is off: readers no longer see it.")
        messages.success(request, done % self._named)
        return redirect("site_languages")

    @property
    def _named(self) -> dict[str, str]:
        return {"language": self.state.name}


@require_POST
def lead_russian(request: HttpRequest) -> HttpResponse:
    """Store whether readers whose browser asks for Russian are led to Ukrainian."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    to_ukrainian = request.POST.get("to_ukrainian") == "on"
    lead_russian_readers(to_ukrainian=to_ukrainian)
    if to_ukrainian:
        messages.success(request, _("Readers whose browser asks for Russian are now led to Ukrainian."))
    else:
        messages.success(request, _("Readers whose browser asks for Russian are no longer led to Ukrainian."))
    return redirect("site_languages")
