"""Loading the starting content: once, again, after an editor's work, and from files with mistakes."""

from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.models import StringTranslation, Translation

from languages.loading.files import ContentError, merge
from languages.loading.markdown import rich_text


def load(folder=None) -> str:
    out = StringIO()
    call_command("load_content", stdout=out, **({"folder": folder} if folder else {}))
    return out.getvalue()


def page(slug: str, language: str = "sl") -> Page:
    return Page.objects.get(slug=slug, locale__language_code=language).specific


def change(folder, key: str, language: str, **values) -> None:
    path = folder / "pages" / key / f"{language}.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump({**content, **values}, allow_unicode=True), encoding="utf-8")


@pytest.mark.django_db
def test_every_string_of_every_page_is_translated():
    translations = Translation.objects.select_related("source", "target_locale")
    assert translations.count() > 150
    assert [str(one) for one in translations if len(set(one.get_progress())) != 1] == []
    assert not StringTranslation.objects.filter(has_error=True).exists()


@pytest.mark.django_db
def test_every_published_page_has_all_four_languages():
    pages = Page.objects.live().filter(depth__gt=1)
    for key in set(pages.values_list("translation_key", flat=True)):
        assert pages.filter(translation_key=key).count() == 4
    assert not pages.filter(alias_of__isnull=False).exists()


@pytest.mark.django_db
def test_originals_link_to_originals():
    language = dict(Page.objects.values_list("pk", "locale__language_code"))
    links = ReferenceIndex.objects.filter(
        base_content_type__model="page", to_content_type__model="page", model_path__startswith="body."
    )
    led = {
        language[int(link.to_object_id)]
        for link in links
        if language.get(int(link.object_id)) == "sl" and int(link.to_object_id) in language
    }
    assert led == {"sl"}


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "last_published_at"))
    assert "Content: 0 loaded" in load()
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id", "last_published_at")) == before


def test_an_edited_page_is_not_overwritten(committed, copy_of_content):
    edited = page("vijolica")
    edited.lead = "Urednica je to napisala sama."
    edited.save_revision().publish()
    change(copy_of_content, "vijolica", "sl", lead="Nova različica iz datoteke.")
    assert "1 kept as edited" in load(copy_of_content)
    assert page("vijolica").lead == "Urednica je to napisala sama."


def test_a_changed_file_updates_the_page_and_its_translations(committed, copy_of_content):
    change(copy_of_content, "vijolica", "sl", lead="Nova različica iz datoteke.")
    for language in ("en", "sr", "uk"):
        change(copy_of_content, "vijolica", language, lead=f"New in {language}.")
    load(copy_of_content)
    original = page("vijolica")
    assert original.lead == "Nova različica iz datoteke."
    leads = {p.specific.lead for p in original.get_translations()}
    assert leads == {"New in en.", "New in sr.", "New in uk."}


def test_a_page_that_an_editor_deleted_does_not_come_back(committed, copy_of_content):
    page("vijolica").delete()
    change(copy_of_content, "vijolica", "sl", lead="Nova različica.")
    load(copy_of_content)
    assert not Page.objects.filter(slug="vijolica", locale__language_code="sl").exists()


@pytest.mark.django_db
def test_a_missing_translation_is_named_with_its_place(copy_of_content):
    path = copy_of_content / "pages" / "about" / "uk.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    del content["lead"]
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(CommandError, match=r"about:uk\.lead: missing"):
        load(copy_of_content)


@pytest.mark.parametrize(
    ("original", "translation", "message"),
    [
        ({"a": "x"}, {"a": "y", "b": "z"}, "not in the original: b"),
        ({"a": ["x", "y"]}, {"a": ["z"]}, "has 2 items"),
        ({"a": "x"}, {"a": ""}, "empty in one language only"),
        ({"a": {"b": "x"}}, {"a": "y"}, "expected b"),
    ],
)
def test_a_translation_of_another_shape_is_refused(original, translation, message):
    with pytest.raises(ContentError, match=message):
        merge(original, translation, "file")


def test_a_translation_may_leave_out_what_is_not_text():
    assert merge({"page": "help", "title": "x"}, {"title": "y"}, "file") == {"page": "help", "title": "y"}


def test_markdown_becomes_rich_text():
    assert rich_text("Ena **dve**\ntri\n\n- [a](page:help)\n- *b*", {"help": "7"}) == (
        '<p>Ena <b>dve</b> tri</p><ul><li><a linktype="page" id="7">a</a></li><li><i>b</i></li></ul>'
    )


@pytest.mark.parametrize("text", ["[a](page:nowhere)", "# Prevelik naslov", "![slika](a.png)", "> citat"])
def test_markdown_that_rich_text_cannot_hold_is_refused(text):
    with pytest.raises(ContentError):
        rich_text(text, {})


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a <b onclick=x>b</b>"])
def test_markup_in_markdown_is_text(text):
    assert "<script" not in rich_text(text, {}) and "<b " not in rich_text(text, {})
