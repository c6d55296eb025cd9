"""What readers may see in each language: translations are unpublished and published with their originals."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page
from wagtail_localize.models import Translation

from .families import is_original, language_of, translations_of


@dataclass(frozen=True, kw_only=True)
class OfferedTranslation:
    """A translation beside its original; ``problem`` says why it cannot be published now."""

    translation: Translation
    page: Page | None
    language: str
    problem: str

    @property
    def is_finished(self) -> bool:
        return not self.problem


def unpublish_translations(*, page: Page, user, include_descendants: bool = False) -> tuple[list[Page], list[Page]]:
    """Unpublish the published translations of an original.

    Returns:
        Those that are unpublished, and those that the user may not unpublish.
    """
    done, refused = [], []
    for translation in translations_of(page=page):
        if not translation.live:
            continue
        if not translation.permissions_for_user(user).can_unpublish():
            refused.append(translation)
            continue
        action = UnpublishPageAction(translation.specific, user=user, include_descendants=include_descendants)
        action.execute(skip_permission_checks=True)
        done.append(translation)
    return done, refused


def offered_translations(*, page: Page, user) -> list[OfferedTranslation]:
    """Return every translation of an original that was sent to translation, and whether it can be published."""
    if not is_original(page):
        return []
    pages = {translation.locale_id: translation for translation in translations_of(page=page)}
    translations = Translation.objects.filter(
        source__object_id=page.translation_key, source__locale_id=page.locale_id, enabled=True
    ).select_related("source", "target_locale")
    found = {
        translation.target_locale_id: OfferedTranslation(
            translation=translation,
            page=pages.get(translation.target_locale_id),
            language=str(translation.target_locale.get_display_name()),
            problem=_problem(translation, pages.get(translation.target_locale_id), user),
        )
        for translation in translations
    }
    return [found[locale_id] for locale_id in pages if locale_id in found]


def _problem(translation: Translation, page: Page | None, user) -> str:
    if page is None:
        return _("There is no page in this language yet.")
    total, done = translation.get_progress()
    if done < total:
        missing = total - done
        return ngettext(
            "%(missing)d text of %(total)d is not translated.",
            "%(missing)d texts of %(total)d are not translated.",
            missing,
        ) % {"missing": missing, "total": total}
    parent = page.get_parent()
    if not parent.is_root() and not parent.live:
        return _("The page above it, “%(title)s”, is not published.") % {"title": parent.title}
    if not page.permissions_for_user(user).can_publish():
        return _("You may not publish it.")
    return ""


def publish_translations(*, page: Page, user, languages: Iterable[str]) -> tuple[list[str], list[str]]:
    """Publish the finished translations of an original in the languages that are named by code.

    Returns:
        The names of the languages that are published, and of those that the page's rules refused.
    """
    done, refused = [], []
    for offered in offered_translations(page=page, user=user):
        if not offered.is_finished or offered.translation.target_locale.language_code not in languages:
            continue
        try:
            offered.translation.save_target(user=user, publish=True)
        except ValidationError:
            refused.append(offered.language)
        else:
            done.append(offered.language)
    return done, refused


def names_of(pages: Iterable[Page]) -> str:
    """Return the languages of pages as a list in words."""
    return ", ".join(language_of(page) for page in pages)
