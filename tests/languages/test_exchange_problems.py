"""Everything that can be wrong with a translator's file is listed, by text, with its page and place."""

import polib
import pytest
from django.contrib.auth.models import User
from wagtail.models import Page

from languages.exchange.applying import rehearse
from languages.exchange.reading import MAX_BYTES, UnreadableFile, decode, read
from languages.models import TranslationUpload
from tests.languages.po_files import entry, file_of, locale, original, plan_of, target, upload
from workshops.models import MailText

pytestmark = pytest.mark.usefixtures("english")
HEADER = 'msgid ""\nmsgstr ""\n"Language: uk\\n"\n\n'
LINKS = "Seveda. Kljub temu"


@pytest.fixture
def admin(db):
    return User.objects.get(username="admin")


@pytest.fixture
def file(admin):
    return file_of(original("vijolica"))


def found(plan) -> list[tuple[str, str, str, str]]:
    return [(one.severity, one.page, one.place, one.message) for one in plan.problems]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\xff\xfem\x00s\x00g\x00", "not in UTF-8"),
        ((HEADER + 'msgid "a"\nmsgstr "č"\n').encode("cp1250"), "not in UTF-8"),
        (b"msgid \0", "not in UTF-8"),
        (b"<html>", "not a PO file"),
        (b"/etc/hostname", "not a PO file"),
        (b"\x89PNG\r\n\x1a\n\xff", "not in UTF-8"),
        (b'msgid "a"\nmsgstr "b"\n', "does not say which language"),
        (HEADER.replace("uk", "de").encode(), "“de”"),
        (HEADER.replace("uk", "sl").encode(), "“sl”"),
        ((HEADER + 'msgid "a"\nmsgstr "b\n').encode(), "damaged near line 6"),
        ((HEADER + 'msgid "a"\nmsgstr b"\n').encode(), "damaged near line 6"),
        (b"x" * (MAX_BYTES + 1), "larger than"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_plain_words(db, content, message):
    with pytest.raises(UnreadableFile, match=message):
        read(decode(content))


@pytest.mark.parametrize("code", ["sr@latin", "sr_Latn", "sr-latn", "sr", "sr_RS@latin", "SR"])
def test_serbian_is_known_by_each_of_its_names(db, code):
    assert read(decode(HEADER.replace("uk", code).encode())).locale == locale("sr-latn")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(admin, file):
    content = b"\xef\xbb\xbf" + str(file).replace("\n", "\r\n").encode()
    plan = plan_of(content, admin)
    assert (plan.changes, plan.problems) == ([], []) and plan.same == len(file)


def test_a_refused_file_is_not_kept_and_the_screen_says_why(client, admin):
    client.force_login(admin)
    response = upload(client, b"hello")
    assert "not a PO file" in response.context["upload_form"].errors.as_text()
    assert not TranslationUpload.objects.exists()


@pytest.mark.parametrize(
    ("path", "containing", "text", "place", "message"),
    [
        (":title", "", "Ф" * 256, "Title", "Too long by 1 character."),
        (":slug", "", "фіалка", "Slug", "An address takes small Latin letters"),
        (":slug", "", "fi alka", "Slug", "An address takes small Latin letters"),
        (":slug", "", "Fialka", "Slug", "An address takes small Latin letters"),
        (":title", "", "<b>Vijolica</b>", "Title", "This text cannot hold markup: <b>"),
        ("", LINKS, "Так.", "", 'The link <a id="a1"> is missing.'),
        ("", LINKS, '<a id="a1">x</a> <a id="a2">y</a> <a id="a3">z</a>', "", 'The link <a id="a3"> is not in the'),
        ("", LINKS, '<a id="a1">x</a> <a id="a2"></a>', "", "A link has no words."),
        ("", LINKS, '<a id="a1">x <a id="a2">y</a>', "", "The markup is broken at <a>"),
        ("", LINKS, '<a id="a1">x</a> <a id="a2">y</a></b>', "", "The markup is broken at <b>"),
        ("", LINKS, '<a id="a1">x</a> <a id="a2">y</a', "", "The markup is broken at <a>"),
        ("", LINKS, '<a id="a1">x</a> <a id="a2">y</a><p>x</p>', "", "<p>"),
        ("", LINKS, '<a id="a1" href="https://x.si">x</a> <a id="a2">y</a>', "", "<a>"),
        ("", LINKS, '<a id="a1">x</a> <a id="a2">y</a><script>x</script>', "", "<script>"),
    ],
)
def test_a_text_that_the_page_cannot_hold_is_a_mistake(admin, file, path, containing, text, place, message):
    entry(file, path, containing).msgstr = text
    [problem] = [one for one in plan_of(file, admin).errors if message in one.message]
    assert problem.page == "Vijolica" and place in problem.place and problem.line and problem.edit_url
    assert problem.translation == text


@pytest.mark.parametrize(
    ("path", "containing", "text", "message"),
    [
        (
            ":lead",
            "",
            "Vijolica, від 2005 року.",
            "Only in the original: 2002; only in the translation: 2005",
        ),
        ("", "kaj je trgovina z ljudmi", "що це таке", "Glossary: “trgovina z ljudmi” is usually “торгівля людьми”."),
        ("", LINKS, '<a id="a1">батьків</a> <a id="a1">і</a> <a id="a2">працівників школи</a>', "more than once"),
        (
            "",
            LINKS,
            '<a id="a1">батьків</a> і <a id="a2">працівників <b>школи</b></a>',
            "has less in bold.",
        ),
        (":title", "", "Vijolica, тренінг", "Glossary: “тренінг” is avoided; write “заняття”."),
        (":lead", "", "  ", "Empty in the file: the present translation stays."),
    ],
)
def test_what_is_doubtful_is_a_warning(client, admin, file, path, containing, text, message):
    client.force_login(admin)
    entry(file, path, containing).msgstr = text
    plan = upload(client, file).context["plan"]
    assert message in " ".join(one.message for one in plan.warnings)
    assert plan.errors == []


def test_a_text_marked_as_uncertain_is_left_out(admin, file):
    uncertain = entry(file, ":lead")
    uncertain.msgstr, uncertain.flags = "Нове", ["fuzzy"]
    plan = plan_of(file, admin)
    assert plan.changes == [] and "fuzzy" in plan.warnings[0].message


def test_a_changed_original_is_named_with_its_new_text(admin, file):
    old = entry(file, ":lead")
    new, old.msgid, old.msgstr = old.msgid, "Stari uvod", "Новий вступ"
    plan = plan_of(file, admin)
    assert plan.changes == [] and plan.errors == []
    assert new in plan.warnings[0].message and "changed since the download" in plan.warnings[0].message


def test_texts_of_no_page_are_left_out_and_said(admin, file):
    key = original("vijolica").translation_key
    file.append(polib.POEntry(msgctxt="lead", msgid="x", msgstr="y"))
    file.append(polib.POEntry(msgid="x", msgstr="y"))
    file.append(polib.POEntry(msgctxt=f"{key}:nowhere", msgid="x", msgstr="y"))
    plan = plan_of(file, admin)
    assert len(plan.warnings) == 3 and plan.errors == [] and plan.same == len(file) - 3


def test_a_file_of_another_site_is_a_mistake(admin):
    plan = plan_of(HEADER + 'msgctxt "7d6c6a3a-0000-4000-8000-000000000000:lead"\nmsgid "a"\nmsgstr "b"\n', admin)
    assert "downloaded here" in plan.errors[0].message


def test_a_file_without_texts_is_a_mistake(admin):
    assert plan_of(HEADER, admin).errors


def test_plural_forms_are_a_mistake(admin, file):
    one = entry(file, ":lead")
    one.msgid_plural, one.msgstr_plural = "x", {0: "a", 1: "b"}
    assert "Plural forms" in plan_of(file, admin).errors[0].message


def test_two_translations_of_one_text_are_a_mistake(admin, file):
    one = entry(file, ":lead")
    file.append(polib.POEntry(msgctxt=one.msgctxt, msgid=one.msgid, msgstr="Drugače"))
    assert "twice" in plan_of(file, admin).errors[0].message


def test_every_mistake_is_listed_not_only_the_first(admin, file):
    entry(file, ":title").msgstr = "Ф" * 256
    entry(file, ":slug").msgstr = "фіалка"
    entry(file, "", LINKS).msgstr = "x"
    assert len(plan_of(file, admin).errors) == 4


def test_an_address_that_another_page_has_is_a_mistake(admin, file):
    sister = Page.objects.sibling_of(target("vijolica"), inclusive=False).first()
    entry(file, ":slug").msgstr = sister.slug
    plan = plan_of(file, admin)
    [problem] = rehearse(plan=plan, user=admin)
    assert problem.page == "Vijolica" and problem.severity == "error" and problem.place == "Slug"


def test_a_placeholder_that_a_mail_must_hold_is_missed(admin):
    text = MailText.objects.get(key="request_received", locale__language_code="sl")
    file = file_of(text)
    entry(file, ":body").msgstr = "Дякуємо."
    [problem, *_more] = rehearse(plan=plan_of(file, admin), user=admin)
    assert "{link}" in problem.message and problem.page == str(text)


def test_a_locked_page_is_a_mistake(admin, file):
    page = target("vijolica")
    page.locked = True
    page.save(update_fields=["locked"])
    entry(file, ":lead").msgstr = "Vijolica з 2002 року."
    assert "locked" in rehearse(plan=plan_of(file, admin), user=User.objects.create_user("other"))[0].message


def test_the_rehearsal_leaves_nothing_behind(admin, file):
    entry(file, ":lead").msgstr = "Vijolica з 2002 року."
    before = target("vijolica").latest_revision_id
    assert rehearse(plan=plan_of(file, admin), user=admin) == []
    assert plan_of(file, admin).changes
    assert target("vijolica").latest_revision_id == before
