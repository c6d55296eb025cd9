"""Who uses the CMS in these tests, and what they find there."""

from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from wagtail.models import Page

CODES = ("en", "sr-latn", "uk")


def member_of(group: str, *, name: str = "urednica") -> User:
    user = User.objects.create_user(name, password="x")
    user.groups.add(Group.objects.get(name=group))
    return user


def page(slug: str, language: str = "sl") -> Page:
    return Page.objects.get(slug=slug, locale__language_code=language).specific


def translation_of(original: Page, language: str) -> Page:
    return Page.objects.get(translation_key=original.translation_key, locale__language_code=language).specific


def said(response) -> str:
    """Return what the CMS told the editor with this answer."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
