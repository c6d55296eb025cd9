"""Handouts as readers get them: a print view in the browser, and the files. All public, all cacheable."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from materials.models import Handout, MaterialIndexPage
from pages.visibility import visible

from .contents import sheet_of
from .files import current_file, folder

YEAR = 365 * 24 * 3600


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@require_safe
def print_view(request: HttpRequest, key: str) -> HttpResponse:
    """Show a handout to print from the browser: where there is no PDF, or somebody wants to look first."""
    handouts = Handout.objects.select_related("locale", "image")
    handout = get_object_or_404(handouts, key=key, live=True, locale__language_code=_language())
    picture = handout.image.get_rendition("width-1200").url if handout.image and not handout.is_card else ""
    all_materials = visible(MaterialIndexPage.objects.filter(locale=handout.locale)).first()
    context = {"handout": handout, "sheet": sheet_of(handout), "picture": picture, "all_materials": all_materials}
    return render(request, "materials/handout_print.html", context)


@require_safe
def handout_file(request: HttpRequest, name: str) -> HttpResponse:
    """Serve a file; an address that it had before it was made anew leads to the one of today."""
    current = current_file(name)
    if current is None:
        raise Http404
    if current.name != name:
        return HttpResponseRedirect(current.url)
    try:
        response = FileResponse((folder() / name).open("rb"), content_type="application/pdf", filename=name)
    except FileNotFoundError:
        raise Http404 from None
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response
