"""A page is private in every language or in none: the original says so, and its translations follow at once."""

from wagtail.models import Page, PageViewRestriction

from .families import translations_of


def follow_privacy(*, page: Page) -> None:
    """Give each translation of an original the original's view restriction, or none."""
    restriction = PageViewRestriction.objects.filter(page_id=page.pk).first()
    for translation in translations_of(page=page):
        own = PageViewRestriction.objects.filter(page=translation).first()
        if restriction is None:
            if own:
                own.delete()
            continue
        own = own or PageViewRestriction(page=translation)
        own.restriction_type, own.password = restriction.restriction_type, restriction.password
        own.save()
        own.groups.set(restriction.groups.all())
