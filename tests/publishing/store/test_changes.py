"""Every change that readers can see starts a new generation, and nothing else does."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published

from home.models import HelpContact, HelpPage, HomePage, StandardPage
from languages.models import ProtectedWord, SiteLanguage, TranslationState
from news.models import NewsIndexPage, NewsPage, NewsTopic
from outbox.models import OutgoingMail
from pages.models import Organisation, Picture
from programmes.models import Funder, ProgrammePage
from publishing.models import Generation, PublicChange
from publishing.store.changes import one_change, start_generation
from publishing.store.private import is_public_model
from tests.publishing.store.conftest import commit
from tests.workshops.making import make_booking
from workshops.models import DeskSettings, School, Session

pytestmark = pytest.mark.django_db


def starts_generation(change) -> bool:
    """Say whether a change is noted as public."""
    commit()
    with transaction.atomic():
        change()
        noted = PublicChange.objects.exists()
    commit()
    return noted


def watched(signal) -> set[str]:
    """Return the labels of the models whose changes the store is told of."""
    keys = [str(key) for (key, _sender), *_rest in signal.receivers]
    return {
        key.split(".", 2)[2] for key in keys if key.startswith(("store.saved.", "store.deleted.", "store.related."))
    }


@pytest.mark.parametrize("signal", [post_save, post_delete, m2m_changed], ids=["saved", "deleted", "related"])
def test_every_model_is_public_unless_it_is_named_as_private(signal):
    models = apps.get_models(include_auto_created=True)
    assert watched(signal) == {model._meta.label for model in models if is_public_model(model)}


def test_nothing_is_named_as_private_that_is_not_there():
    from publishing.store.private import _private

    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    labels |= {f"{config.label}." for config in apps.get_app_configs()}
    assert _private - labels == set()


def change_first(model, field: str, value, **which) -> None:
    instance = model.objects.filter(**which).first()
    setattr(instance, field, value)
    instance.save()


SL = {"locale__language_code": "sl"}
NEW = "Povsem nova vsebina"


def publish(model, **values):
    page = model.objects.filter(**SL).first()
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


CHANGES = {
    "the words of a page": (lambda: publish(StandardPage, lead=NEW), StandardPage),
    "the title of an article in the list": (lambda: publish(NewsPage, title=NEW), NewsIndexPage),
    "a contact": (lambda: change_first(HelpContact, "name", NEW, **SL), HelpPage),
    "the footer": (lambda: change_first(Organisation, "footer_text", NEW, **SL), HomePage),
    "a funder": (lambda: change_first(Funder, "name", NEW, **SL), ProgrammePage),
    "a topic": (lambda: change_first(NewsTopic, "name", NEW, **SL), NewsIndexPage),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_an_editor_changes_stands_on_the_page(reader, name):
    change, model = CHANGES[name]
    pages = list(model.objects.filter(**SL))
    assert not any(NEW in reader.get(page.url).text for page in pages)
    change()
    reader.notice()
    assert any(NEW in reader.get(page.url).text for page in pages)


def test_a_protected_word_changes_pages_in_cyrillic_and_a_language_that_is_off_is_gone(reader):
    page = StandardPage.objects.filter(locale__language_code="sr-latn").first()
    path = page.url.replace("/sr/", "/sr-cyrl/")
    before = reader.get(path)
    ProtectedWord.objects.create(text=page.title)
    reader.notice()
    assert page.title not in before.text and page.title in reader.get(path).text
    SiteLanguage.objects.update_or_create(
        locale=Locale.objects.get(language_code="sr-latn"), defaults={"is_on": False}
    )
    reader.notice()
    assert {reader.get(one).status for one in (path, page.url)} == {404}
    assert "/sr" not in reader.get("/sl/").text


def test_pupils_who_came_change_the_figure_and_a_request_does_not(reader):
    before = reader.get("/sl/")
    booking = make_booking()
    assert not starts_generation(lambda: make_booking(reference="X-2", submission="X-2"))
    now = timezone.now()
    session = Session.objects.create(
        booking=booking, starts_at=now, ends_at=now + timedelta(hours=1), group=1, state=Session.State.PLANNED
    )
    assert not starts_generation(lambda: change(session, remarks="x"))
    assert starts_generation(lambda: change(session, state=Session.State.DELIVERED, participants=1234))
    reader.notice()
    counted = reader.get("/sl/")
    assert counted.body != before.body
    desk = DeskSettings.load()
    desk.reached_base = 99_999
    desk.save()
    reader.notice()
    assert reader.get("/sl/").body != counted.body


def change(instance, **values):
    for name, value in values.items():
        setattr(instance, name, value)
    instance.save(update_fields=list(values))


def test_drafts_and_the_work_of_translators_change_nothing():
    page = StandardPage.objects.filter(**SL).first()
    state = TranslationState.objects.first()
    assert not starts_generation(lambda: page.save_revision())
    assert not starts_generation(lambda: change(state, done=state.done))
    assert starts_generation(lambda: change(state, incomplete=not state.incomplete))


def test_sizes_of_a_picture_that_are_made_late_are_told_of(monkeypatch):
    monkeypatch.setattr(Picture, "get_renditions", lambda *sizes: None)
    page = NewsPage.objects.filter(image__isnull=False, **SL).first()
    assert not starts_generation(lambda: page_published.send(sender=NewsPage, instance=page))
    page.image.renditions.all().delete()
    assert starts_generation(lambda: page_published.send(sender=NewsPage, instance=page))


@pytest.mark.parametrize("model", [OutgoingMail, School])
def test_private_rows_change_nothing(model):
    assert not starts_generation(lambda: model.objects.create())


@pytest.mark.parametrize(
    "act",
    [
        lambda page: page.unpublish(),
        lambda page: page.get_siblings(inclusive=False).first().move(page, pos="right"),
        lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
        lambda page: page.delete(),
        lambda page: Site.objects.first().save(),
        lambda page: Picture.objects.first().save(),
        lambda page: Funder.objects.first().save(),
        lambda page: NewsTopic.objects.first().save(),
    ],
)
def test_what_may_take_something_away_is_strict(act):
    commit()
    page = StandardPage.objects.filter(locale__language_code="sl").last()
    act(Page.objects.get(pk=page.pk).specific)
    commit()
    row = Generation.objects.get()
    assert row.strict == row.number


def test_other_words_on_a_page_that_stays_are_not_strict():
    start_generation()
    commit()
    publish(ProgrammePage, title=NEW)
    commit()
    row = Generation.objects.get()
    assert row.strict < row.number


def test_many_changes_are_one_generation(django_capture_on_commit_callbacks):
    commit()
    before = Generation.objects.get().number
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic(), one_change():
        for topic in NewsTopic.objects.all():
            topic.save()
    assert Generation.objects.get().number == before + 1


def test_what_a_process_remembers_of_a_generation_does_not_come_into_the_next(reader):
    """Another process makes the changes: this one is sent no signal of them."""
    page = StandardPage.objects.filter(locale__language_code="sr-latn").first()
    path = page.url.replace("/sr/", "/sr-cyrl/")
    assert page.title not in reader.get(path).text and "/uk/" in reader.get("/sl/").text
    ProtectedWord.objects.bulk_create([ProtectedWord(text=page.title)])
    ukrainian = Locale.objects.get(language_code="uk")
    assert not SiteLanguage.objects.filter(locale=ukrainian).exists()
    SiteLanguage.objects.bulk_create([SiteLanguage(locale=ukrainian, is_on=False)])
    start_generation()
    reader.notice()
    assert page.title in reader.get(path).text
    assert "/uk/" not in reader.get("/sl/").text
