"""Files for translators as tests take them out, change them and bring them back."""

import polib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from languages.exchange.plan import Plan, make_plan
from languages.exchange.po import make_file
from languages.exchange.reading import decode, read
from languages.exchange.units import Unit, objects_of, sources_of, units_of


def locale(code: str = "uk") -> Locale:
    return Locale.objects.get(language_code=code)


def original(slug: str) -> Page:
    return Page.objects.get(slug=slug, locale__language_code="sl")


def target(slug: str, code: str = "uk") -> Page:
    """Return the translation of a page, as the database has it."""
    return Page.objects.get(translation_key=original(slug).translation_key, locale__language_code=code).specific


def units(instance, code: str = "uk") -> list[Unit]:
    sources = sources_of(keys=[instance.translation_key])
    return units_of(objects=objects_of(sources=sources, locale=locale(code)), locale=locale(code))


def file_of(instance, code: str = "uk") -> polib.POFile:
    """Return the file of one page or record."""
    return make_file(units=units(instance, code), locale=locale(code))


def entry(file: polib.POFile, path: str, containing: str = "") -> polib.POEntry:
    """Return the first entry whose place ends with a path and whose original holds some words."""
    return next(one for one in file if one.msgctxt.endswith(path) and containing in one.msgid)


def plan_of(file: polib.POFile | str | bytes, user, **kwargs) -> Plan:
    content = file if isinstance(file, bytes) else str(file).encode()
    return make_plan(file=read(decode(content)), user=user, **kwargs)


def upload(client: Client, content: polib.POFile | bytes, name: str = "prevod.po"):
    """Upload a file on the screen for translators and go where that leads."""
    content = content if isinstance(content, bytes) else str(content).encode()
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("languages_translators"), {"file": file}, follow=True)


def apply(client: Client, response, **answers):
    """Press “Apply” on the screen that an upload led to."""
    address = response.redirect_chain[-1][0]
    return client.post(address, {"digest": response.context["plan"].digest, **answers}, follow=True)
