"""The paths of all pages that readers may see, in every language and both scripts."""

from urllib.parse import urlsplit

from languages.scripts import cyrillic_address
from publishing.sitemaps import Sitemap


def live_paths() -> frozenset[str]:
    """Return the path of each page of the sitemap."""
    paths = [urlsplit(page.url or "").path for page in Sitemap().pages]
    return frozenset(path for one in paths if one for path in (one, cyrillic_address(one)))
