"""Wagtail's apps put their part of its API v3 together at each start, also where no address leads to it.

That takes a sixth of the start and 16 MB. Here no address does, so they find empty modules in its place.
"""

import sys
from types import ModuleType

# What Wagtail's apps import in their ``ready``.
PARTS = (
    "wagtail.api.v3.api",
    "wagtail.contrib.redirects.api.v3",
    "wagtail.locales.api.v3",
    "wagtail.snippets.api.v3",
    "wagtail.snippets.api.v3.router",
    "wagtail.images.api.v3.registry",
    "wagtail.images.api.v3.router",
    "wagtail.documents.api.v3.registry",
    "wagtail.documents.api.v3.router",
)


class _NoAPI:
    def add_router(self, *args) -> None:
        pass


def leave_out() -> None:
    """Put the empty modules there; before the apps get ready, and not where the API is installed."""
    for name in PARTS:
        if name not in sys.modules:
            module = ModuleType(name, "Left out by publishing.unused_api.")
            module.api, module.router, module.register_content_types = _NoAPI(), None, lambda: None
            sys.modules[name] = module
