"""The QR code that stands at the end of every printed page: it leads to the help page in the page's language."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from pages.qr import help_address, qr_svg

DAY = 24 * 3600


@require_safe
def help_code(request: HttpRequest) -> HttpResponse:
    """Draw the code, in the script of the address: from ``/sr-cyrl/`` it leads there."""
    response = HttpResponse(qr_svg(help_address()), content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=DAY)
    return response
