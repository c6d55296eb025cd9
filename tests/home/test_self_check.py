"""The self-check is complete in each language, and no answer leaves the page: shown by reading what is served."""

import gzip
import re

import pytest
from bs4 import BeautifulSoup
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import SelfCheckPage
from tests.seeded_site import ROOT

SCRIPT = ROOT / "static" / "js" / "self-check.js"
DEGREES = ["danger", "several", "some", "none"]


def words(text: str) -> set[str]:
    return set(text.split())


# Every way in which a script can keep or send something, or read it from elsewhere.
FORBIDDEN = words("""
    fetch XMLHttpRequest sendBeacon WebSocket WebSocketStream EventSource WebTransport RTCPeerConnection
    BroadcastChannel MessageChannel SharedWorker Worker serviceWorker postMessage opener parent top frames
    localStorage sessionStorage indexedDB caches cookie cookieStore storage history location navigation URL hash
    navigator clipboard open print import require eval Function setTimeout setInterval submit requestSubmit FormData
    action formAction src srcset href ping innerHTML outerHTML insertAdjacentHTML write style Image Audio report
    performance console title fonts credentials globalThis self constructor Reflect Proxy
""")
# The words that the script may use besides the names that it declares itself.
LANGUAGE = words("const let for function return new get if in of true false undefined this")
DOM = words("""
    document window addEventListener querySelector querySelectorAll createElement children content cloneNode
    firstElementChild replaceWith replaceChildren append before after remove setAttribute dataset hidden focus
    textContent id name autocomplete checked value
""")
PLAIN = words("Number String length map find filter forEach some every includes reduce")
# Attributes of the templates, as ``dataset`` names them, and the parts of a question.
OWN = words("points danger degree severalFrom text isDanger answer clear explain")


def pages() -> list[SelfCheckPage]:
    return list(SelfCheckPage.objects.live().select_related("locale").order_by("path"))


def without_comments(script: str) -> str:
    return re.sub(r"^\s*//.*$", "", script, flags=re.MULTILINE)


def words_outside_strings(script: str) -> set[str]:
    """Return every name in the code, also within the ``${…}`` of a template literal."""
    code = re.sub(r'"[^"\n]*"', '""', script)
    code = re.sub(r"`[^`]*`", lambda literal: " ".join(re.findall(r"\$\{([^}]*)\}", literal[0])), code)
    return set(re.findall(r"[A-Za-z_$][\w$]*", code))


def test_the_script_names_no_way_to_keep_or_send_anything():
    script = without_comments(SCRIPT.read_text(encoding="utf-8"))
    # With their hyphens, so that “data-open” is not “open”.
    assert set(re.findall(r"[A-Za-z_$][\w$-]*", script)) & FORBIDDEN == set()


def test_the_script_uses_nothing_but_what_is_known_to_be_harmless():
    script = without_comments(SCRIPT.read_text(encoding="utf-8"))
    declared = set(re.findall(r"(?:const|let|function) (\w+)", script))
    declared |= {
        word
        for parameters in re.findall(r"function \w+\(([^)]*)\)|\(([^()]*)\) =>|(\w+) =>", script)
        for word in re.findall(r"\w+", " ".join(parameters))
    }
    assert declared & (DOM | FORBIDDEN) == set()
    assert words_outside_strings(script) - declared - LANGUAGE - DOM - PLAIN - OWN == set()
    # No name is put together while the script runs: what stands in square brackets is a number or a list.
    assert set(re.findall(r"[\w)\]]\[([^\]]*)\]", re.sub(r'"[^"\n]*"|`[^`]*`', "", script))) <= {"0"}


@pytest.mark.django_db
def test_the_page_has_no_form_nothing_to_send_and_no_other_script(client):
    assert len(pages()) == 8
    for page in pages():
        soup = BeautifulSoup(client.get(page.url).content, "html.parser")
        scripts = [script["src"] for script in soup.find_all("script", src=True)]
        names = [re.search(r"/js/([\w-]+)(\.\w+)?\.js$", source)[1] for source in scripts]
        assert names == ["exit", "self-check"], page.url
        assert soup.find_all(["form", "iframe", "object", "embed"]) == []
        main = soup.main
        assert {button["type"] for button in main.find_all("button")} == {"button"}
        assert {control["type"] for control in main.find_all("input")} == {"radio"}
        assert all(control.find_parent("template") for control in main.find_all(["button", "input", "fieldset"]))
        assert main.find_all(attrs={"name": True}) == main.find_all(["textarea", "select"]) == []


@pytest.mark.django_db
def test_the_browser_is_told_to_let_nothing_out(client):
    for page in pages():
        policy = dict(
            part.strip().split(" ", 1) for part in client.get(page.url)["Content-Security-Policy"].split(";")
        )
        assert policy["connect-src"] == policy["form-action"] == policy["default-src"] == "'none'"
        assert policy["script-src"] == "'self'"


def test_the_script_is_small():
    assert len(gzip.compress(SCRIPT.read_bytes())) < 10_000


@pytest.mark.django_db
def test_each_language_has_the_same_questions_weights_and_degrees():
    shapes = {}
    for page in pages():
        weights = [block.value["weight"] for block in page.questions]
        assert {"sign", "strong", "danger"} == set(weights)
        assert all(block.value["text"] and block.value["explanation"].source for block in page.questions)
        assert sorted(block.block_type for block in page.degrees) == sorted(DEGREES)
        shapes.setdefault(page.translation_key, []).append((weights, page.several_from))
    assert [len(shape) for shape in shapes.values()] == [4, 4]
    assert all(shape == [shape[0]] * 4 for shape in shapes.values())


@pytest.mark.django_db
def test_the_tab_and_the_address_do_not_give_away_what_is_read(client):
    for page in pages():
        title = BeautifulSoup(client.get(page.url).content, "html.parser").title.get_text()
        assert title == page.seo_title != page.title
        assert not re.search(r"trg|traff|nevar|risk|opasn|небезпе|торг", f"{title} {page.slug}".lower())


def question(text: str, weight: str) -> tuple[str, dict]:
    return "question", {"text": text, "help": "", "weight": weight, "explanation": rich_text("<p>Pojasnilo.</p>")}


def form_of(questions: list, **values):
    page = SelfCheckPage.objects.filter(locale__language_code="sl").first()
    texts = {"title": "Naslov", "text": rich_text("<p>Pomen.</p>"), "what_to_do": rich_text("<p>Kaj storiti.</p>")}
    data = {
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "intro": rich_text("<p>En sam znak ne dokazuje ničesar.</p>"),
        "questions": streamfield(questions),
        "several_from": "3",
        "degrees": streamfield([(name, texts) for name in DEGREES]),
        "ending": streamfield([("contacts", {"title": "Kontakti", "contacts": streamfield([])})]),
        "seo_title": "",
        "search_description": "",
        "comments": inline_formset([]),
        **values,
    }
    form_class = SelfCheckPage.get_edit_handler().get_form_class()
    return form_class(nested_form_data(data), instance=page, parent_page=page.get_parent())


QUESTIONS = [question("Prvo?", "sign"), question("Drugo?", "strong"), question("Tretje?", "danger")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("questions", "values", "field"),
    [
        (QUESTIONS[:2], {}, "questions"),
        (QUESTIONS, {"several_from": "4"}, "several_from"),
        (QUESTIONS, {"several_from": "1"}, "several_from"),
        (QUESTIONS, {"degrees": streamfield([])}, "degrees"),
        (QUESTIONS, {"ending": streamfield([])}, "ending"),
    ],
)
def test_a_self_check_with_a_degree_that_nobody_reaches_is_not_published(questions, values, field):
    form = form_of(questions, **values)
    assert field in form.errors


@pytest.mark.django_db
def test_an_unfinished_self_check_can_be_saved_as_a_draft():
    form = form_of(QUESTIONS[:1], several_from="9")
    form.defer_required_fields()
    assert not {"questions", "several_from"} & form.errors.keys()
