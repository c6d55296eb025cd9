"""Cookies, sign-in and tokens of forms: nothing of one person is stored, and harmless cookies change nothing."""

from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.utils.cache import patch_cache_control, patch_vary_headers

from home.models import StandardPage
from publishing.store.policy import may_keep

PAGE = "/sl/"
OWN = "canary-5e2d"
PERSONAL = {
    "a session": {"HTTP_COOKIE": f"sessionid={OWN}"},
    "a session among others": {"HTTP_COOKIE": f"theme=dark; sessionid={OWN}; csrftoken=x"},
    "a password": {"HTTP_AUTHORIZATION": f"Basic {OWN}"},
    "a token": {"HTTP_AUTHORIZATION": f"Bearer {OWN}"},
}


@pytest.mark.parametrize("who", PERSONAL)
def test_who_says_who_they_are_is_answered_by_django_and_leaves_nothing_in_the_store(reader, who):
    own = reader.get(PAGE, **PERSONAL[who])
    assert own.status == 200 and not reader.made
    assert not reader.store.memory.bytes and not reader.store.disk.paths()
    everybody = reader.get(PAGE)
    reader.store.memory.put(PAGE, replace(reader.store.memory.get(PAGE), bodies={"": b"stored"}))
    assert reader.get(PAGE).body == b"stored" != reader.get(PAGE, **PERSONAL[who]).body
    assert OWN not in everybody.text and OWN not in str(everybody.headers)


def test_what_is_made_for_a_session_is_kept_by_no_cache_on_the_way(reader):
    assert reader.get(PAGE, HTTP_COOKIE=f"sessionid={OWN}").headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "cookie", ["django_language=uk", "csrftoken=" + "x" * 32, "messages=x", "theme=dark; _ga=GA1.2", "=;;,", "ž=\xff"]
)
def test_harmless_cookies_get_the_stored_page_and_make_no_other(reader, cookie):
    body = reader.get(PAGE).body
    with reader.without_queries():
        answer = reader.get(PAGE, HTTP_COOKIE=cookie)
    assert answer.body == body and reader.made == [PAGE]
    assert answer.headers["Vary"] == "Accept-Encoding" and "Set-Cookie" not in answer.headers


def sets_a_cookie(request, response):
    response.set_cookie("theme", OWN)


def uses_the_session(request, response):
    request.session["last"] = OWN


def shows_a_token(request, response):
    response.content += get_token(request).encode()


def is_private(request, response):
    patch_cache_control(response, private=True)


def goes_by_language(request, response):
    patch_vary_headers(response, ("Accept-Language",))


@pytest.mark.parametrize("happening", [sets_a_cookie, uses_the_session, shows_a_token, is_private, goes_by_language])
def test_an_answer_that_is_for_one_person_is_never_kept(reader, monkeypatch, happening):
    page = StandardPage.objects.filter(locale__language_code="sl").live().first()
    serve = StandardPage.serve

    def serving(self, request, *args, **kwargs):
        response = serve(self, request, *args, **kwargs).render()
        happening(request, response)
        return response

    with monkeypatch.context() as patched:
        patched.setattr(StandardPage, "serve", serving)
        for _time in range(2):
            assert reader.get(page.url).status == 200
    assert len(reader.made) == 2
    assert not reader.store.memory.bytes and not reader.store.disk.paths()
    assert OWN not in reader.get(page.url).text and reader.store.memory.bytes


def test_a_token_is_enough_though_no_cookie_was_set_with_it():
    request = RequestFactory().get(PAGE)
    assert may_keep(request, HttpResponse())
    get_token(request)
    assert not may_keep(request, HttpResponse())


def test_a_page_that_becomes_somebodys_own_is_no_longer_in_the_store(reader, monkeypatch):
    """As when a form is put on it by a new version of the code."""
    page = StandardPage.objects.filter(locale__language_code="sl").live().first()
    serve = StandardPage.serve
    reader.get(page.url)
    page.save()
    reader.notice()

    def serving(self, request, *args, **kwargs):
        response = serve(self, request, *args, **kwargs).render()
        shows_a_token(request, response)
        return response

    monkeypatch.setattr(StandardPage, "serve", serving)
    first, second = reader.get(page.url), reader.get(page.url)
    assert first.body != second.body and "Set-Cookie" in first.headers
    assert not reader.store.memory.bytes and not reader.store.disk.paths()
