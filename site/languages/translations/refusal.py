"""The screen of a refused publication: which texts are missing, and the way to publish all the same."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import Translation

from .access import may_edit, may_publish
from .differences import plain
from .guard import confirm, missing_pieces
from .links import edit_url
from .places import places


def refusal_url(translation: Translation) -> str:
    return reverse("translation_refused", args=[translation.pk])


class RefusalView(WagtailAdminTemplateMixin, TemplateView):
    """What stands between a translation and its readers."""

    template_name = "languages/translations/refusal.html"
    page_title = gettext_lazy("Not published: texts are missing")
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        found = Translation.objects.select_related("source__specific_content_type", "target_locale")
        self.translation = get_object_or_404(found, pk=kwargs["pk"])
        model = self.translation.source.specific_content_type.model_class()
        self.target = get_object_or_404(
            model._default_manager,
            translation_key=self.translation.source.object_id,
            locale=self.translation.target_locale,
        )
        if not may_edit(request.user, self.target):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return f"{self.target} · {self.translation.target_locale}"

    def get_breadcrumbs_items(self):
        page = {"url": self.edit_url, "label": str(self.target)}
        here = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, page, here]

    @property
    def edit_url(self) -> str:
        return edit_url(self.translation.source.specific_content_type, str(self.target.pk))

    def get_context_data(self, **kwargs):
        missing = missing_pieces(self.translation)
        names = places(type(self.target), [piece.path for piece in missing], self.translation.source.object_id)
        return {
            **super().get_context_data(**kwargs),
            "translation": self.translation,
            "target": self.target,
            "is_page": isinstance(self.target, Page),
            "edit_url": self.edit_url,
            "missing": [(names[piece.path], plain(piece.text)) for piece in missing],
            "may_publish": may_publish(self.request.user, self.target),
        }

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_publish(request.user, self.target):
            raise PermissionDenied
        confirm(translation=self.translation)
        try:
            self.translation.save_target(user=request.user, publish=True)
        except ValidationError as error:
            confirm(translation=self.translation, confirmed=False)
            messages.error(
                request, _("This could not be published: %(reason)s") % {"reason": " ".join(error.messages)}
            )
        else:
            named = {"title": self.target, "language": self.translation.target_locale}
            messages.success(request, _("“%(title)s” was published in %(language)s.") % named)
        return redirect(self.edit_url)
