"""The language and the script of a request come from its path."""

from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from .codes import CYRILLIC, html_code, prefix
from .conversion import convert_response
from .scripts import CYRILLIC_START, LATIN_START, is_cyrillic, use_script


class SiteLocaleMiddleware(LocaleMiddleware):
    """Activate the language of the path; never redirect a page that was not found to another address.

    A path without a language (an unknown address, the CMS) falls back to the browser's wish. What is asked for in
    Serbian Cyrillic is made at its address in Latin script, and converted when it is ready.
    """

    def process_request(self, request):
        use_script("")
        if f"{request.path_info}/".startswith(CYRILLIC_START):
            use_script(CYRILLIC)
            rest = request.path_info.removeprefix(f"/{prefix(CYRILLIC)}")
            request.path_info = LATIN_START.rstrip("/") + rest
            request.path = request.path.removesuffix(f"/{prefix(CYRILLIC)}{rest}") + request.path_info
        return super().process_request(request)

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", html_code(translation.get_language()))
        if is_cyrillic():
            convert_response(response)
        use_script("")
        if not translation.get_language_from_path(request.path_info) and response.status_code == 404:
            patch_vary_headers(response, ("Accept-Language",))
        return response
