"""The bare address leads to the reader's language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header
from django.views.decorators.http import require_safe

from .codes import CYRILLIC, NEAR_LANGUAGES, content_language, prefix
from .services import is_read, language_for_russian


def preferred_language(accept_language: str) -> str:
    """Return the language, or ``sr-cyrl``, that suits an Accept-Language header best, else the default language.

    Serbian without a script gets Latin, which all who read Serbian, Bosnian or Croatian in Slovenia read every day.
    """
    for tag, quality in parse_accept_lang_header(accept_language):
        if tag == "*" or not quality:
            break
        found = _language_for(tag)
        if found and is_read(content_language(found)):
            return found
    return settings.LANGUAGE_CODE


def _language_for(tag: str) -> str | None:
    """Return the site's language for a tag of a browser, a near one if there is no better."""
    name = tag.split("-")[0]
    if tag == CYRILLIC or tag.startswith(f"{CYRILLIC}-"):
        return CYRILLIC
    if name == "ru":
        return language_for_russian()
    if name in NEAR_LANGUAGES:
        return NEAR_LANGUAGES[name]
    try:
        return get_supported_language_variant(tag)
    except LookupError:
        return None


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Redirect ``/`` to a language, without setting a cookie."""
    language = preferred_language(request.headers.get("Accept-Language", ""))
    with translation.override(content_language(language)):
        response = HttpResponseRedirect(f"/{prefix(language)}/")
    patch_vary_headers(response, ["Accept-Language"])
    response["Cache-Control"] = "private, no-store"
    return response
