"""Every address of the site: the CMS, public and cacheable pages, private pages that are never cached."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from languages.patterns import language_patterns
from languages.views import choose_language
from materials.handouts.views import handout_file
from pages.routing import serve_page
from publishing import discovery
from publishing import views as publishing
from publishing.help_code import help_code
from publishing.share_pictures.views import share_picture

handler404 = "publishing.views.page_not_found"
handler500 = "publishing.views.server_error"
handler403 = "publishing.views.permission_denied"
handler400 = "publishing.views.bad_request"

cms_urls = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]

# Public, and kept by the page store, as all pages are (publishing.store.policy).
root_urls = [
    path("sitemap.xml", discovery.sitemap, name="sitemap"),
    path("robots.txt", discovery.robots, name="robots"),
    path(".well-known/security.txt", discovery.security_text, name="security_text"),
]

# Public as well: by the browser's wish, or files.
public_urls = [
    path("", choose_language, name="choose_language"),
    path("favicon.ico", publishing.favicon, name="favicon"),
    path("media/og/<str:name>", share_picture, name="share_picture"),
    path("media/handouts/<str:name>", handout_file, name="handout_file"),
    path("media/<path:path>", publishing.media, name="media"),
]

# Public, kept by the page store, behind the language.
translated_urls = [
    path("", include("news.urls")),
    path("", include("materials.handouts.urls")),
    path("help.svg", help_code, name="help_code"),
]

# Wagtail's own addresses, with our way to a page in the place of its own.
page_urls = [
    *(pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"),
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
]

# A tuple, so that addresses can be asked of it alone (publishing.store.policy).
stored_urls = (*root_urls, *language_patterns(*translated_urls))

# Pages with a form, what was searched, and what belongs to one person: never cached, never indexed.
private_urls = [
    path("", include("workshops.urls")),
    path("", include("search.urls")),
]

# Private as well, but without a language in the address.
short_urls = [
    path("", include("workshops.short_urls")),
]

urlpatterns = [
    *cms_urls,
    *stored_urls,
    *public_urls,
    *short_urls,
    *language_patterns(*private_urls, *page_urls),
]
