"""Why a page may not be moved or deleted, in words for the editor. No reason means that it may."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Page

from .families import HOME_DEPTH, counterpart, language_of, original_of, translations_of


class TreesWouldDriftError(PermissionDenied):
    """A page was to be moved in one language only. The screens of the CMS say so beforehand."""


def against_move(*, page: Page, destination: Page, user=None) -> list[str]:
    """Return what speaks against moving a page, with its translations, below another one."""
    if original := original_of(page=page):
        return [
            _(
                "“%(title)s” (%(language)s) is a translation. Move or sort the original, “%(original)s”: "
                "all languages go with it."
            )
            % {"title": page.title, "language": language_of(page), "original": original.title}
        ]
    if destination.depth >= HOME_DEPTH and destination.locale_id != page.locale_id:
        return [
            _("“%(title)s” is in another language: %(language)s. Choose a page in the same language.")
            % {"title": destination.title, "language": language_of(destination)}
        ]
    if destination.pk == page.get_parent().pk:
        return []
    reasons = []
    for translation in translations_of(page=page):
        parent = counterpart(page=destination, locale_id=translation.locale_id)
        words = {"title": destination.title, "language": language_of(translation), "slug": translation.slug}
        if parent is None:
            reasons.append(
                _("“%(title)s” has no translation yet: %(language)s. Translate it first, then move this page.")
                % words
            )
        elif not Page._slug_is_available(translation.slug, parent, translation):
            reasons.append(_("Below “%(title)s” another page has the slug “%(slug)s” already: %(language)s.") % words)
        elif user and not translation.permissions_for_user(user).can_move_to(parent):
            reasons.append(_("You may not move the translation: %(language)s.") % words)
    return reasons


def against_delete(*, page: Page, user) -> list[str]:
    """Return what speaks against deleting a page with its translations."""
    if original := original_of(page=page):
        return [
            _(
                "“%(title)s” (%(language)s) is a translation of “%(original)s” and is deleted with it. "
                "To take it from readers in this language alone, unpublish it."
            )
            % {"title": page.title, "language": language_of(page), "original": original.title}
        ]
    return [
        _("You may not delete the translation: %(language)s.") % {"language": language_of(translation)}
        for translation in translations_of(page=page)
        if not translation.permissions_for_user(user).can_delete()
    ]
