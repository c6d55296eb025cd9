"""The strict policy for readers, a laxer one for the CMS."""

from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings

# What a view sets on its response for a policy of its own.
OWN = {"_csp_config", "_csp_exempt", "_csp_replace", "_csp_update"}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Send the public policy everywhere but below ``/admin/``, whose screens carry inline script and style."""

    def process_response(self, request, response):
        if request.path_info.startswith("/admin/"):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY
            # The CMS checks the Referer of its own forms, and its preview looks back at its opener.
            response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.DEBUG or OWN & vars(response).keys():
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _public_policy())
        return response


@cache
def _public_policy() -> str:
    """Return the policy for readers: it holds nothing of a request."""
    return build_policy()
