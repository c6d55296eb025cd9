"""The language and the script of a request come from its path."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.urls import Resolver404, resolve, translate_url
from django.utils import translation
from django.utils.cache import patch_vary_headers

from publishing.views import language_not_offered

from .codes import CYRILLIC, content_language, html_code, prefix
from .conversion import convert_response
from .scripts import CYRILLIC_START, LATIN_START, is_cyrillic, use_script
from .services import is_read
from .views import preferred_language

# What names one person's page in an address: a link that was sent to somebody goes on working.
PERSONAL = {"token", "code"}


class SiteLocaleMiddleware(LocaleMiddleware):
    """Activate the language of the path; never redirect a page that was not found to another address.

    A path without a language (an unknown address, the CMS) falls back to the browser's wish. What is asked for in
    Serbian Cyrillic is made at its address in Latin script, and converted when it is ready. A language that is
    switched off is answered before anything else sees the request; previews of the CMS are not.
    """

    def process_request(self, request):
        use_script("")
        if f"{request.path_info}/".startswith(CYRILLIC_START):
            use_script(CYRILLIC)
            rest = request.path_info.removeprefix(f"/{prefix(CYRILLIC)}")
            request.path_info = LATIN_START.rstrip("/") + rest
            request.path = request.path.removesuffix(f"/{prefix(CYRILLIC)}{rest}") + request.path_info
        super().process_request(request)
        language = translation.get_language_from_path(request.path_info)
        if language and not getattr(request, "is_dummy", False) and not is_read(language):
            return self._instead(request)
        return None

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", html_code(translation.get_language()))
        if is_cyrillic():
            convert_response(response)
        use_script("")
        if not translation.get_language_from_path(request.path_info) and response.status_code == 404:
            patch_vary_headers(response, ("Accept-Language",))
        return response

    @staticmethod
    def _instead(request: HttpRequest) -> HttpResponse:
        """Lead a person's own link to a language that is on; answer anything else in one that the reader can read."""
        language = content_language(preferred_language(request.headers.get("Accept-Language", "")))
        address = request.get_full_path()
        translated = translate_url(address, language) if _is_personal(request.path_info) else address
        translation.activate(language)
        request.LANGUAGE_CODE = language
        if translated != address:
            response = HttpResponseRedirect(translated, preserve_request=True)
            response["Cache-Control"] = "private, no-store"
        else:
            response = language_not_offered(request)
        patch_vary_headers(response, ("Accept-Language",))
        return response


def _is_personal(path: str) -> bool:
    try:
        return bool(PERSONAL & set(resolve(path).kwargs))
    except Resolver404:
        return False
