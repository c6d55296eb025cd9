"""Language prefixes in addresses: Serbian in Latin script answers at ``/sr/``."""

from django.conf import settings
from django.urls.resolvers import LocalePrefixPattern, URLResolver
from django.utils.translation import get_language

from .codes import prefix


class SitePrefixPattern(LocalePrefixPattern):
    """Django's prefix pattern, with the site's own names for its languages."""

    @property
    def language_prefix(self) -> str:
        return f"{prefix(get_language() or settings.LANGUAGE_CODE)}/"


def language_patterns(*urls) -> list[URLResolver]:
    """Put every pattern behind a language prefix, as ``i18n_patterns`` does."""
    return [URLResolver(SitePrefixPattern(), list(urls))]
