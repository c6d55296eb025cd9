"""WordPress beside ours: a fair small server, private, without network; left out, and said, where it is missing."""

import pytest

from bench import wordpress as making


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "PLACE", tmp_path)
    monkeypatch.setattr(making, "program", lambda pattern: f"/usr/sbin/{pattern.strip('*')}")
    return tmp_path


def test_what_is_missing_is_named_with_the_way_to_install_it(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(making, "PACKAGE", tmp_path)
    monkeypatch.setattr(making, "program", lambda pattern: "" if pattern == "php-fpm*" else pattern)
    assert making.wordpress() == []
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "php-fpm*, WordPress with a theme" in said
    assert "apt-get install wordpress php-fpm" in said


def test_php_has_a_fixed_number_of_processes_and_all_is_private(place):
    shell, _option, script = making.command(8123)
    pool, nginx = ((place / name).read_text() for name in ("pool.conf", "nginx.conf"))
    assert shell == "sh"
    assert "pm = static\npm.max_children = 4\n" in pool
    assert f"listen = {place}/php.sock" in pool
    assert "listen 127.0.0.1:8123;" in nginx
    assert f"fastcgi_pass unix:{place}/php.sock;" in nginx
    assert "/usr/sbin/mariadbd --no-defaults --skip-networking" in script
    assert f"--datadir={place}/data --socket={place}/mariadb.sock" in script


def test_it_asks_no_network_and_does_nothing_beside_the_page(place):
    settings = making.SETTINGS.format(place=place)
    for name in ("DISABLE_WP_CRON", "WP_HTTP_BLOCK_EXTERNAL", "AUTOMATIC_UPDATER_DISABLED"):
        assert f"define('{name}', true);" in settings


def test_its_article_has_the_text_of_ours_and_none_of_our_markup():
    page = '<nav><p>Menu</p></nav><main id="main"><h1 class="title">Twenty &amp; more</h1>'
    page += '<p class="lead">One <a href="/x">two</a></p>'
    page += '<figure><img alt="none"></figure><ul><li>Three &lt; four</li></ul><p> </p></main><p>Footer</p>'
    text = "<p>One two</p>\n<p>Three &lt; four</p>"
    assert making.article(page) == {"title": "Twenty & more", "text": text}
