"""What the screens of one page say and do about the translations. Registered in ``languages.wagtail_hooks``."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from .families import is_original, language_of, original_of, translations_of
from .refusals import against_delete, against_move
from .visibility import names_of, offered_translations, unpublish_translations


def refuse(request: HttpRequest, page: Page, reasons: list[str]) -> HttpResponse | None:
    """Tell the reasons and lead back to where the page stands; without any, let the screen go on."""
    if not reasons:
        return None
    original = original_of(page=page)
    buttons = [_button_to(original, _("Open the original"))] if original else []
    for reason in reasons:
        messages.error(request, reason, buttons=buttons)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def before_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return refuse(request, page, against_move(page=page, destination=destination, user=request.user))


def before_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse(request, page, against_delete(page=page, user=request.user))


def after_unpublish(request: HttpRequest, page: Page) -> None:
    """Unpublish the translations too, if the editor left the box ticked."""
    if not request.POST.get("include_translations"):
        return
    below = bool(request.POST.get("include_descendants"))
    done, refused = unpublish_translations(page=page, user=request.user, include_descendants=below)
    if done:
        messages.success(request, _("Unpublished too: %(languages)s.") % {"languages": names_of(done)})
    if refused:
        messages.warning(
            request,
            _("Still published, because you may not unpublish it: %(languages)s.") % {"languages": names_of(refused)},
        )


def after_publish(request: HttpRequest, page: Page) -> None:
    """Offer to publish the finished translations of an original."""
    if not is_original(page) or not page.live:
        return
    offered = offered_translations(page=page, user=request.user)
    finished = [one for one in offered if one.is_finished]
    if finished:
        count = len(finished)
        text = ngettext(
            "%(count)d translation is finished: %(languages)s.",
            "%(count)d translations are finished: %(languages)s.",
            count,
        ) % {"count": count, "languages": ", ".join(one.language for one in finished)}
        label = ngettext(
            "Publish the finished translation too", "Publish the %(count)d finished translations too", count
        )
        url = reverse("publish_translations", args=[page.pk])
        messages.info(request, text, buttons=[messages.button(url, label % {"count": count})])


def after_copy(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Say that a copy has no translations."""
    if is_original(page) and translations_of(page=page):
        messages.info(
            request,
            _("Only this language was copied: %(language)s. To have the copy in other languages, translate it.")
            % {"language": language_of(new_page)},
        )


def _button_to(page: Page, label: str):
    return messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), label)
