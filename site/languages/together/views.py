"""The screen that publishes finished translations with their original."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from .families import is_original
from .visibility import offered_translations, publish_translations


class PublishTranslationsView(WagtailAdminTemplateMixin, TemplateView):
    """Lists which translations are finished and why others are not; publishes those that are chosen."""

    template_name = "languages/publish_translations.html"
    page_title = gettext_lazy("Publish translations")
    header_icon = "globe"

    @cached_property
    def page(self) -> Page:
        page = get_object_or_404(Page, pk=self.kwargs["pk"]).specific_deferred
        if not is_original(page) or page.is_root():
            raise Http404
        return page

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        if not self.page.live:
            messages.error(request, _("Publish the original first."))
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        title = self.page.get_admin_display_title()
        return [
            *super().get_breadcrumbs_items(),
            {"url": edit, "label": title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        offered = offered_translations(page=self.page, user=self.request.user)
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "finished": [one for one in offered if one.is_finished],
            "unfinished": [one for one in offered if not one.is_finished],
        }

    def post(self, request: HttpRequest, pk: int):
        chosen = request.POST.getlist("language")
        done, refused = publish_translations(page=self.page, user=request.user, languages=chosen)
        if done:
            messages.success(request, _("Published: %(languages)s.") % {"languages": ", ".join(done)})
        if refused:
            messages.error(
                request,
                _("Not published, because a text breaks a rule of the page: %(languages)s. Open it and look for red.")
                % {"languages": ", ".join(refused)},
            )
        if not done and not refused:
            messages.warning(request, _("Nothing was published: no finished translation was chosen."))
            return redirect("publish_translations", self.page.pk)
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)
