"""Every model that the store calls public shows on a page: a row of it changes, and readers get other words.

Whoever adds a model says here where readers see it, or names it private (``publishing.store.private``).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images.forms import get_image_form
from wagtail.models import CollectionViewRestriction, Locale, Page, PageViewRestriction, Site, get_page_models

from home.models import HelpContact, HelpPage, HomePage, StandardPage
from languages.models import ProtectedWord, SiteLanguage, TranslationState
from materials.models import Handout, HandoutFile, MaterialIndexPage
from news.models import NewsIndexPage, NewsPage, NewsTopic
from pages.models import Organisation, Picture
from programmes.models import Funder, ProgrammePage
from publishing.store.changes import connect, start_generation
from publishing.store.private import is_public_model
from tests.workshops.making import make_session
from workshops.models import Booking, DeskSettings, Session

# A case gives the address of a page, and changes a row afterwards.
Case = Callable[[], Iterator[str]]
CASES: dict[str, Case] = {}
SL = {"locale__language_code": "sl"}
NEW = "Povsem nova vsebina"
PUBLIC = [model for model in apps.get_models(include_auto_created=True) if is_public_model(model)]


def shows(model) -> Callable[[Case], Case]:
    """Say what readers see of a model."""

    def note(case: Case) -> Case:
        CASES[model._meta.label] = case
        return case

    return note


def change(instance, **values) -> None:
    for name, value in values.items():
        setattr(instance, name, value)
    instance.save()


def retitle(model) -> Case:
    """Return the case of a kind of page: it gets another title."""

    def case():
        page = model.objects.filter(**SL).live().first()
        yield page.url
        page.title = NEW
        page.save_revision().publish()

    return case


for kind in get_page_models():
    if kind is not Page:
        CASES[kind._meta.label] = retitle(kind)


@shows(Page)
def row_of_the_tree():
    page = Page.objects.filter(standardpage__isnull=False, **SL).first()
    yield page.url
    page.move(HomePage.objects.get(**SL).get_first_child(), pos="first-child")


@shows(HelpContact)
def contact():
    yield HelpPage.objects.get(**SL).url
    change(HelpContact.objects.filter(**SL).first(), name=NEW)


@shows(Funder)
def funder():
    page = next(page for page in ProgrammePage.objects.filter(**SL).live() if page.funding)
    yield page.url
    change(page.funding[0].value["funder"], name=NEW)


@shows(NewsTopic)
def topic():
    yield NewsIndexPage.objects.get(**SL).url
    change(NewsTopic.objects.filter(**SL).first(), name=NEW)


@shows(Organisation)
def organisation():
    yield "/sl/"
    change(Organisation.objects.get(**SL), footer_text=NEW)


def delivered(**values):
    """Return a workshop that counts in the public figure."""
    return make_session(state=Session.State.DELIVERED, participants=1234, **values)


@shows(Session)
def session():
    session = delivered()
    yield "/sl/"
    change(session, participants=2345)


@shows(Booking)
def booking():
    booking = delivered().booking
    yield "/sl/"
    change(booking, audience="teachers")


@shows(DeskSettings)
def base_of_the_figure():
    delivered()
    yield "/sl/"
    change(DeskSettings.load(), reached_base=99_999)


@shows(Handout)
def handout():
    yield MaterialIndexPage.objects.get(**SL).url
    change(Handout.objects.filter(**SL).first(), title=NEW)


@shows(HandoutFile)
def file_of_a_handout():
    yield MaterialIndexPage.objects.get(**SL).url
    change(HandoutFile.objects.filter(handout__in=Handout.objects.filter(**SL)).exclude(name="").first(), name="")


def drawing(name: str, colour: str) -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (1300, 900), colour).save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue(), content_type="image/png")


@shows(Picture)
def picture():
    """An editor puts another file in the place of one that stands on a page."""
    picture = Picture.objects.create(title="Slika", file=drawing("prva.png", "red"))
    page = NewsPage.objects.filter(**SL).live().first()
    page.image, page.picture_alt = picture, "Slika"
    page.save_revision().publish()
    yield page.url
    form = get_image_form(Picture)
    values = {"title": "Slika", "collection": picture.collection_id}
    form = form(values, {"file": drawing("druga.png", "blue")}, instance=Picture.objects.get(pk=picture.pk))
    assert form.is_valid(), form.errors
    form.save()
    yield "druga"


@shows(get_document_model())
def document():
    document = get_document_model().objects.create(title="Gradivo", file=ContentFile(b"%PDF-1.7", name="prvo.pdf"))
    page = NewsPage.objects.filter(**SL).live().first()
    page.body = [("text", f'<p><a linktype="document" id="{document.pk}">Gradivo</a></p>')]
    page.save_revision().publish()
    yield page.url
    change(document, file=ContentFile(b"%PDF-1.7", name="drugo.pdf"))
    yield "drugo"


@shows(ProtectedWord)
def protected_word():
    page = StandardPage.objects.filter(locale__language_code="sr-latn").first()
    yield page.url.replace("/sr/", "/sr-cyrl/")
    ProtectedWord.objects.create(text=page.title)
    yield page.title


@shows(SiteLanguage)
def language_that_is_off():
    yield "/sl/"
    SiteLanguage.objects.create(locale=Locale.objects.get(language_code="uk"), is_on=False)


@shows(TranslationState)
def notice_of_a_translation():
    page = StandardPage.objects.filter(locale__language_code="en").live().first()
    yield page.url
    change(TranslationState.objects.get(original=page.translation_key, locale=page.locale), incomplete=True)


@shows(Locale)
def language_of_a_page():
    yield "/sl/"
    change(Locale.objects.get(language_code="uk"), language_code="uk-x-old")


@shows(Site)
def home_of_the_site():
    yield "/sl/"
    change(Site.objects.get(), root_page=StandardPage.objects.filter(**SL).first())


@shows(PageViewRestriction)
def restriction():
    page = StandardPage.objects.filter(**SL).live().first()
    yield page.url
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type="login")


def test_somebody_has_thought_of_where_readers_see_each_public_model():
    assert {model._meta.label for model in PUBLIC} == set(CASES)


@contextmanager
def told_only_of(label: str):
    """Let the store hear of changes to one model alone: what else is saved on the way must not speak for it."""
    signals = {pre_save: "stored", post_save: "saved", post_delete: "deleted", m2m_changed: "related"}
    for model in PUBLIC:
        if (name := model._meta.label) != label:
            for signal, word in signals.items():
                signal.disconnect(sender=model, dispatch_uid=f"store.{word}.{name}")
    try:
        yield
    finally:
        connect()


def texts_around(reader, case: Case, label: str) -> tuple[str, str, str]:
    """Return what stands at the address of a case before the change and after it, and words that are new in it."""
    steps = case()
    path = next(steps)
    start_generation()
    reader.notice()
    before = reader.get(path)
    start_generation()
    reader.notice()
    assert before.status == 200 and reader.get(path).body == before.body, "It is another one each time."
    with told_only_of(label):
        words = next(steps, "")
        reader.notice()
    return before.text, reader.get(path).text, words


@pytest.mark.parametrize("label", CASES)
def test_a_change_of_a_public_row_is_read_at_its_address(reader, settings, tmp_path, label):
    settings.MEDIA_ROOT = tmp_path / "media"
    before, after, words = texts_around(reader, CASES[label], label)
    assert after != before and words in after


def test_without_word_of_it_the_page_would_stay_as_it_was(reader):
    before, after, _words = texts_around(reader, contact, "none")
    assert after == before


def test_redirects_are_private_because_they_are_asked_each_time_and_never_before_a_page(reader):
    page = StandardPage.objects.filter(**SL).live().first()
    before = reader.get(page.url).body
    for path in ("/sl/ni-ga", page.url.rstrip("/")):
        Redirect.objects.create(old_path=path, redirect_link="/sl/")
    assert reader.get("/sl/ni-ga/").status == 301 and reader.get(page.url).body == before
    Redirect.objects.all().delete()
    assert reader.get("/sl/ni-ga/").status == 404


def test_who_may_have_a_document_is_private_because_the_page_is_the_same(reader, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    path = next(document())
    before = reader.get(path).body
    file = get_document_model().objects.get(title="Gradivo")
    restriction = CollectionViewRestriction.objects.create(collection=file.collection, restriction_type="groups")
    restriction.groups.add(Group.objects.first())
    change(file.collection, name=NEW)
    start_generation()
    reader.notice()
    assert reader.get(path).body == before
    assert reader.get(file.url).status == 302 and file.url not in reader.made


def test_the_groups_of_a_page_are_private_because_readers_are_in_none(reader):
    path = next(steps := restriction())
    next(steps, None)
    which = PageViewRestriction.objects.latest("pk")
    change(which, restriction_type="groups")
    for groups in ([], Group.objects.all()):
        which.groups.set(groups)
        assert reader.get(path).status == 302 and not reader.store.memory.bytes
