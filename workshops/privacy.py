"""The privacy text that stands beside the consent, and which version of it that is."""

from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from pages.tree import PageAround, translated

from .models import WorkshopIndexPage


def privacy_page() -> PageAround | None:
    """Return the privacy text in the active language, as readers see it; none that is in another language.

    The list of workshops in this language says which page that is; without one, any other list does.
    """
    language = get_language()
    lists = WorkshopIndexPage.objects.live().filter(privacy_page__isnull=False)
    choices = list(lists.values_list("locale__language_code", "privacy_page"))
    # False sorts before True: this language's own choice comes first.
    choices.sort(key=lambda one: one[0] != language)
    return translated([choices[0][1]])[0] if choices else None


def privacy_version() -> str:
    """Return which revision of the privacy text is live, and since when: “1204 (2026-09-01)”; empty without one."""
    page = privacy_page()
    if page is None:
        return ""
    known = Page.objects.filter(pk=page.pk).values_list("live_revision_id", "last_published_at")
    revision, moment = known.first() or (None, None)
    published = f" ({timezone.localdate(moment).isoformat()})" if moment else ""
    return f"{revision}{published}" if revision else ""
