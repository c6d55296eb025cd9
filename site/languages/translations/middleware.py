"""Turns what the services refuse into screens of the CMS that say why."""

from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import translation
from wagtail.models import Page

from .guard import IncompleteTranslation
from .one_source import explain
from .originals import is_original
from .refusal import refusal_url

ADDING = {"wagtailadmin_pages:add", "wagtailadmin_pages:add_subpage"}


class TranslationsMiddleware:
    """For the CMS alone: no public address has these views or raises this."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs):
        """Say why no page is added in another language, before Wagtail answers that it may not be."""
        if request.resolver_match.view_name not in ADDING or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        parent_id = next((value for value in kwargs.values() if isinstance(value, int)), None)
        parent = Page.objects.filter(pk=parent_id).select_related("locale").first()
        if parent is None or is_original(parent):
            return None
        # Wagtail turns to the editor's own language only in its view.
        profile = getattr(request.user, "wagtail_userprofile", None)
        with translation.override(profile.get_preferred_language() if profile else translation.get_language()):
            explain(request)
        return redirect("wagtailadmin_explore", parent.pk)

    def process_exception(self, request: HttpRequest, exception: Exception):
        """Whichever way somebody tried to publish: show which texts are missing."""
        if isinstance(exception, IncompleteTranslation):
            return redirect(refusal_url(exception.translation))
        return None
