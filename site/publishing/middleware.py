"""What every response goes through: policies, compression, and no long wait for the database."""

from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.db import connection
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from .store.keys import encoding_for

# How long a reader waits for the database, in seconds.
DATABASE_PATIENCE = 5.0
# What is smaller afterwards; pictures and PDF files are not, and are sent in parts.
TEXTS = ("application/json", "application/xml", "application/atom+xml", "image/svg+xml")

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
            response = super().process_response(request, response)
            if policy := response.get(HEADER):
                response[HEADER] = _in_order(policy)
        else:
            response.headers.setdefault(HEADER, _public_policy())
        return response


@cache
def _public_policy() -> str:
    """Return the policy for readers: it holds nothing of a request."""
    return _in_order(build_policy())


def _in_order(policy: str) -> str:
    """Return a policy as every process writes it: the order of its directives means nothing, and would differ."""
    return "; ".join(sorted(policy.split("; ")))


class DatabasePatienceMiddleware:
    """Let no reader wait for a database that says nothing: forms say so after a moment, as when it is away."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith("/admin/") or not hasattr(connection, "patience"):
            return self.get_response(request)
        with connection.patience(DATABASE_PATIENCE):
            return self.get_response(request)


class CompressionMiddleware(GZipMiddleware):
    """Compress what is made for one reader: forms, search, error pages. The page store asks for plain pages.

    A name of random length in each answer keeps a secret in it from being guessed by its size (BREACH).
    """

    def process_response(self, request, response):
        kind = response.get("Content-Type", "").partition(";")[0].strip()
        if response.streaming or not response.content or not (kind.startswith("text/") or kind in TEXTS):
            return response
        if not encoding_for(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            patch_vary_headers(response, ("Accept-Encoding",))
            return response
        return super().process_response(request, response)
