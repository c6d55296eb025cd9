"""Whatever a request carries changes nothing for others, and does not fill the store."""

import pytest
from django.contrib.auth.models import User
from wagtail.models import Page, PageViewRestriction

from home.models import StandardPage

PAGE = "/sl/"
POISON = "canary-7f3a"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTP_X_FORWARDED_HOST", f"{POISON}.example"),
        ("HTTP_REFERER", f"https://{POISON}.example/"),
        ("HTTP_USER_AGENT", POISON),
        ("HTTP_COOKIE", f"{POISON}=1; csrftoken={POISON}"),
        ("HTTP_ACCEPT_LANGUAGE", "uk"),
        ("HTTP_X_ORIGINAL_URL", f"/{POISON}/"),
        ("HTTP_ACCEPT_ENCODING", POISON),
        ("REMOTE_ADDR", "203.0.113.9"),
    ],
)
def test_a_header_of_one_reader_is_nowhere_in_what_others_get(reader, client, name, value):
    poisoned = reader.get(PAGE, **{name: value})
    assert POISON not in poisoned.text and value not in str(poisoned.headers)
    assert poisoned.body == reader.get(PAGE).body == client.get(PAGE).content
    assert reader.made == [PAGE]


def test_a_strange_host_is_refused_and_the_right_one_makes_no_second_page(reader):
    assert reader.get(PAGE, HTTP_HOST=f"{POISON}.example").status == 400
    assert not reader.made
    assert reader.get(PAGE, HTTP_HOST="localhost").body == reader.get(PAGE, HTTP_HOST="testserver:80").body
    assert reader.made == [PAGE]


def test_a_query_that_no_view_reads_is_no_other_page(reader):
    plain = reader.get(PAGE)
    for query in (f"utm_source={POISON}", f"{POISON}", "a=" * 3000, "&" * 500, "page=2", "%ff=%00"):
        assert reader.get(PAGE, query=query).body == plain.body
    assert reader.made == [PAGE]


def test_a_parameter_that_a_page_reads_is_another_page_whatever_stands_around_it(reader, client):
    path = Page.objects.get(programmeindexpage__isnull=False, locale__language_code="sl").url
    plain = reader.get(path)
    chosen = reader.get(path, query="kind=prevention")
    assert chosen.body == client.get(f"{path}?kind=prevention").content != plain.body
    assert reader.get(path, query=f"x={POISON}&kind=health&kind=prevention").body == chosen.body
    assert reader.get(path, query=f"kind={POISON}/<b>").body == plain.body
    assert reader.made == [path, f"{path}?kind=prevention"]


def test_parameters_in_any_number_stay_within_the_room_and_off_the_disk(reader):
    path = Page.objects.get(newsindexpage__isnull=False, locale__language_code="sl").url
    size = reader.get(path) and reader.store.memory.get(path).size
    reader.store.memory.most_bytes = 4 * size
    for number in range(12):
        reader.get(path, query=f"page={number}")
    assert reader.store.memory.bytes <= 4 * size
    assert [stored for stored, _token in reader.store.disk.paths()] == [path]


@pytest.mark.parametrize(
    "path", ["//sl/", "/sl//", "/sl/../sl/", "/sl/./", "/sl/%2e/", "/sl/\x00/", "/sl/\xff/", "/" * 600, "/sl/a\\b/"]
)
def test_other_spellings_of_a_path_are_never_stored(reader, path):
    reader.get(path)
    assert not reader.store.disk.paths() and not reader.store.memory.bytes


def test_only_pages_of_the_sitemap_lists_and_named_addresses_go_to_the_disk(reader):
    index = Page.objects.get(newsindexpage__isnull=False, locale__language_code="sl").url
    kept = {f"{index}2014/", "/robots.txt", index}
    for path in (*kept, f"{index}002014/", f"{index}2014/07/"):
        assert reader.get(path).status == 200
    assert {path for path, _token in reader.store.disk.paths()} == kept


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/admin/login/",
        "/sl/search/",
        "/sl/none/",
        "/media/images/none.png",
        "/sl/delavnice/none/",
        "/favicon.ico",
    ],
)
def test_what_is_not_a_page_for_everybody_is_never_stored(reader, path):
    reader.get(path)
    reader.get(path)
    assert not reader.store.disk.paths() and not reader.store.memory.bytes


def test_a_page_with_a_form_is_never_stored(reader):
    from django.urls import reverse
    from django.utils import translation

    with translation.override("sl"):
        path = reverse("workshops:request")
    assert reader.get(path).status == 200
    assert not reader.store.memory.bytes and not reader.made


@pytest.mark.parametrize("kind", ["password", "login"])
def test_a_private_page_is_never_stored(reader, kind):
    page = StandardPage.objects.filter(locale__language_code="sl").first()
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")
    reader.notice()
    answer = reader.get(page.url)
    assert page.title not in answer.text or answer.status != 200
    assert not reader.store.disk.paths() and not reader.store.memory.bytes


def test_a_signed_in_editor_is_answered_by_django_and_nobody_else_sees_their_bar(reader, client):
    client.force_login(User.objects.get(username="admin"))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    before = reader.get(PAGE)
    own = reader.get(PAGE, HTTP_COOKIE=cookie)
    assert "wagtail-userbar" in own.text
    assert "no-store" in own.headers["Cache-Control"]
    assert reader.get(PAGE).body == before.body and "wagtail-userbar" not in before.text
    assert reader.made == [PAGE]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_pass_the_store_by(reader, method):
    reader.get(PAGE, method=method)
    assert not reader.made and not reader.store.memory.bytes


def test_pages_are_for_tls_alone_where_the_site_is(reader, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 60
    reader = type(reader)(reader.store.disk.pages.parent)
    reader.notice()
    assert reader.get(PAGE).status == 301
    answer = reader.get(PAGE, HTTP_X_FORWARDED_PROTO="https")
    assert answer.status == 200 and answer.headers["Strict-Transport-Security"]
    assert reader.get(PAGE, HTTP_X_FORWARDED_PROTO="http").status == 301
