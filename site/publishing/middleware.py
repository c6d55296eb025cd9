"""What readers get otherwise than the CMS: a strict policy, and no long wait for a database that says nothing."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.db import connection

# How long a reader waits for the database, in seconds.
DATABASE_PATIENCE = 5.0


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
        return super().process_response(request, response)


class DatabasePatienceMiddleware:
    """Let no reader wait for a database that says nothing: forms say so after a moment, as when it is away."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith("/admin/") or not hasattr(connection, "patience"):
            return self.get_response(request)
        with connection.patience(DATABASE_PATIENCE):
            return self.get_response(request)
