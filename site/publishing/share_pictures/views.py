"""Share pictures as other programs fetch them."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve

from . import files

MONTH = 30 * 24 * 3600


@require_safe
def share_picture(request: HttpRequest, name: str) -> HttpResponse:
    """Serve a page's picture; an address with an earlier title leads to the one of today."""
    path = f"{files.FOLDER}/{name}"
    current = files.made_for(path)
    if current is None:
        raise Http404
    if current != path:
        return HttpResponseRedirect(f"{settings.MEDIA_URL}{current}")
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    patch_cache_control(response, public=True, max_age=MONTH)
    # Made to be shown elsewhere, unlike all else that the site serves.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
