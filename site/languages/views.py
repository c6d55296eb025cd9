"""The bare address leads to the reader's language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header
from django.views.decorators.http import require_safe

from .codes import CYRILLIC, NEAR_LANGUAGES, content_language, prefix


def preferred_language(accept_language: str) -> str:
    """Return the language, or ``sr-cyrl``, that suits an Accept-Language header best, else the default language.

    Serbian without a script gets Latin, which all who read Serbian, Bosnian or Croatian in Slovenia read every day.
    """
    for tag, _quality in parse_accept_lang_header(accept_language):
        if tag == CYRILLIC or tag.startswith(f"{CYRILLIC}-"):
            return CYRILLIC
        near = NEAR_LANGUAGES.get(tag.split("-")[0])
        if near:
            return near
        try:
            return get_supported_language_variant(tag)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Redirect ``/`` to a language, without setting a cookie."""
    language = preferred_language(request.headers.get("Accept-Language", ""))
    with translation.override(content_language(language)):
        response = HttpResponseRedirect(f"/{prefix(language)}/")
    patch_vary_headers(response, ["Accept-Language"])
    response["Cache-Control"] = "private, no-store"
    return response
