"""The language of a request comes from its path."""

from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from .codes import html_code


class SiteLocaleMiddleware(LocaleMiddleware):
    """Activate the language of the path; never redirect a page that was not found to another address.

    A path without a language (an unknown address, the CMS) falls back to the browser's wish.
    """

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", html_code(translation.get_language()))
        if not translation.get_language_from_path(request.path_info) and response.status_code == 404:
            patch_vary_headers(response, ("Accept-Language",))
        return response
