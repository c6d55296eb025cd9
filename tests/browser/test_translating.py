"""One Slovenian sentence is changed: one translation is made by form, one by file, one waits, and readers see that.

Everything is real: gunicorn, Chromium for the editor and for the readers, the file that a translator gets.
"""

import subprocess
import sys

import polib
import pytest
from playwright.sync_api import expect

from tests import seeded_site
from tests.serving import copy_database, environment_of, free_port, serving

PEOPLE = """
from django.contrib.auth.models import Group, User
user = User.objects.create_user("urednica", password="only-for-tests", first_name="Neža")
user.groups.add(Group.objects.get(name="Moderators"))
"""
TITLE = "Novo šolsko leto, nov obrazec za delavnice"
BEFORE, NOW = "je za to na voljo obrazec", "jih naročajo z obrazcem"
ORIGINAL = "/sl/novice/delavnice-novo-solsko-leto/"
ENGLISH = "Until now, schools have booked workshops by e-mail. From now on they book them with a form on our website."
UKRAINIAN = (
    "Досі школи замовляли заняття електронною поштою. Відтепер вони замовляють їх через форму на нашому сайті."
)
OLD_ENGLISH = "From now on there is a form for this on our website."
OLD_SERBIAN = "Od sada za to postoji obrazac na ovom sajtu."
OLD_CYRILLIC = "Од сада за то постоји образац на овом сајту."
NOTICE_LINK = {"sr": "Idite na slovenački izvornik", "sr-cyrl": "Идите на словеначки изворник"}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A site of its own, with somebody who may publish: what is changed here, no other test reads."""
    database = tmp_path_factory.mktemp("translating") / "site.sqlite3"
    copy_database(database)
    environment = environment_of(database, free_port())
    command = [sys.executable, "manage.py", "shell", "-c", PEOPLE]
    subprocess.run(command, cwd=seeded_site.ROOT, env=environment, check=True, capture_output=True, timeout=120)
    with serving(environment) as served:
        yield served


@pytest.fixture
def visit(chromium, address):
    """Open a browser of one's own: the editor's, a reader's."""
    contexts = []
    expect.set_options(timeout=15_000)

    def open_browser(**options):
        context = chromium.new_context(base_url=address, locale="en-GB", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_browser
    for context in contexts:
        context.close()


def sign_in(editor) -> None:
    editor.goto("/admin/login/")
    editor.locator("#id_username").fill("urednica")
    editor.locator("#id_password").fill("only-for-tests")
    editor.locator("form [type=submit]").click()
    editor.wait_for_url("**/admin/")


def change_the_lead(editor) -> None:
    editor.goto("/admin/pages/search/?q=nov+obrazec+za+delavnice")
    editor.get_by_role("link", name=TITLE).first.click()
    lead = editor.locator("#id_lead")
    text = lead.input_value()
    assert BEFORE in text
    lead.fill(text.replace(BEFORE, NOW))
    editor.locator("footer [data-w-dropdown-target=toggle]").first.click()
    editor.locator("button[name=action-publish]").click()
    editor.locator(".messages li").first.wait_for()


def states(editor) -> list[str]:
    """Return the states of the article (English, Serbian, Ukrainian), if nothing else in the report is outdated."""
    editor.get_by_role("button", name="Reports").click()
    editor.get_by_role("list", name="Reports").get_by_role("link", name="Translations", exact=True).click()
    editor.wait_for_url("**/admin/reports/translations/")
    chips = editor.locator("tr", has_text=TITLE).locator(".translation-chip")
    found = [text.split(",")[0] for text in chips.all_inner_texts()]
    editor.goto("/admin/reports/translations/?status=outdated")
    expect(editor.locator(".translation-chip--outdated")).to_have_count(found.count("outdated"))
    return found


def open_from_the_changes(editor, language: str) -> None:
    """Go from what has changed to the translation editor, where one text is orange."""
    editor.locator("tr", has_text=TITLE).locator(".translation-chip--outdated").first.click()
    editor.get_by_role("link", name=f"Translate: {language}").click()
    expect(editor.locator("li.incomplete")).to_have_count(1)


def publish(editor, language: str) -> None:
    editor.get_by_role("button", name=f"Publish in {language}").click()


def lead_of(reader, page: str) -> str:
    reader.goto(page)
    return reader.locator(".lead").first.inner_text()


def test_one_changed_sentence_reaches_readers_by_form_and_by_file(visit, address, tmp_path):
    editor, reader = visit(accept_downloads=True), visit(java_script_enabled=False)
    sign_in(editor)
    assert states(editor) == ["current"] * 3
    reader.goto(ORIGINAL)
    pages = {
        prefix: reader.locator(f"link[rel=alternate][hreflang='{code}']").get_attribute("href").removeprefix(address)
        for prefix, code in {"en": "en", "sr": "sr-Latn", "uk": "uk", "sr-cyrl": "sr-Cyrl"}.items()
    }

    # The editor changes one sentence and publishes; three translations are outdated.
    change_the_lead(editor)
    expect(editor.locator(".messages")).to_contain_text("3 translations are now outdated.")
    assert NOW in lead_of(reader, ORIGINAL)
    assert states(editor) == ["outdated"] * 3

    # What has changed is shown by words; readers of all three are told.
    editor.locator("tr", has_text=TITLE).locator(".translation-chip").first.click()
    difference = editor.locator(".translation-difference")
    expect(difference).to_have_count(1)
    assert (difference.locator("del").inner_text(), difference.locator("ins").inner_text()) == (BEFORE, NOW)
    expect(editor.locator(".translation-present")).to_contain_text(OLD_SERBIAN)
    for page in pages.values():
        reader.goto(page)
        assert reader.locator(f".translation-notice a[href$='{ORIGINAL}']").count() == 1

    # English is translated in the form, and published.
    editor.get_by_role("link", name="Translate: English").click()
    expect(editor.locator("li.incomplete")).to_have_count(1)
    editor.locator("li.incomplete").get_by_role("button", name="Translate").click()
    editor.locator("li.incomplete textarea").fill(ENGLISH)
    editor.locator("li.incomplete").get_by_role("button", name="Save").click()
    expect(editor.locator("li.incomplete")).to_have_count(0)
    assert OLD_ENGLISH in lead_of(reader, pages["en"])
    publish(editor, "English")
    editor.locator(".messages .success").first.wait_for()
    assert lead_of(reader, pages["en"]) == ENGLISH and reader.locator(".translation-notice").count() == 0
    assert states(editor) == ["current", "outdated", "outdated"]

    # A translator gets what is missing in Ukrainian as a file, and sends it back.
    editor.get_by_role("link", name=TITLE, exact=True).click()
    editor.get_by_role("button", name="Actions", exact=True).first.click()
    editor.get_by_role("link", name="For translators (PO file)").click()
    editor.locator("#id_language").select_option(label="Українська")
    editor.locator("#id_missing_only").check()
    with editor.expect_download() as download:
        editor.get_by_role("button", name="Download").click()
    file = polib.pofile(download.value.path())
    assert [NOW in entry.msgid and entry.msgstr for entry in file] == [""]
    file[0].msgstr = UKRAINIAN
    path = tmp_path / download.value.suggested_filename
    file.save(path)
    editor.locator("#id_file").set_input_files(path)
    editor.get_by_role("button", name="Look at the file").click()
    expect(editor.locator(".exchange-change ins")).to_have_text(UKRAINIAN)
    editor.get_by_role("button", name="Apply").click()
    expect(editor.locator(".messages")).to_contain_text("1 text was taken over. Nothing is published yet.")
    assert UKRAINIAN not in lead_of(reader, pages["uk"])
    assert states(editor) == ["current", "outdated", "outdated"]
    expect(editor.locator("tr", has_text=TITLE)).to_contain_text("translated, not published yet")
    editor.locator(".translation-chip--outdated").last.click()
    editor.get_by_role("link", name="Translate: Українська").click()
    publish(editor, "Українська")
    editor.locator(".messages .success").first.wait_for()
    assert lead_of(reader, pages["uk"]) == UKRAINIAN and reader.locator(".translation-notice").count() == 0

    # Serbian is not translated: it cannot be published by mistake, and readers keep the old words with a notice.
    assert states(editor) == ["current", "outdated", "current"]
    open_from_the_changes(editor, "Srpski")
    publish(editor, "Srpski")
    expect(editor.get_by_role("heading", level=1)).to_contain_text("Not published: texts are missing")
    expect(editor.locator(".translation-row")).to_have_count(1)
    expect(editor.locator(".translation-row")).to_contain_text(NOW)
    for prefix, words in {"sr": OLD_SERBIAN, "sr-cyrl": OLD_CYRILLIC}.items():
        assert words in lead_of(reader, pages[prefix])
        assert pages[prefix].startswith(f"/{prefix}/")
        assert NOTICE_LINK[prefix] in reader.locator(".translation-notice").inner_text()
        reader.locator(".translation-notice a").click()
        assert reader.url == address + ORIGINAL and NOW in reader.locator(".lead").first.inner_text()
    assert states(editor) == ["current", "outdated", "current"]
