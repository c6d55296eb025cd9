"""WordPress from Debian's packages as a small server runs it: MariaDB, PHP's processes with opcache, and nginx.

All is private to var/bench/wordpress, on sockets and loopback; nothing of the packages is touched, no network asked.
"""

import getpass
import grp
import os
import re
import shutil
import subprocess
import time
from html import escape, unescape
from pathlib import Path

from bench.contestants import FOLDER, Contestant
from bench.processes import free_port

PLACE = FOLDER / "wordpress"
PACKAGE = Path("/usr/share/wordpress")
PACKAGES = "wordpress php-fpm php-mysql mariadb-server nginx-light"
SLUG, CHILDREN = "article", 4
SETTINGS = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{place}/mariadb.sock'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', 'http://' . $_SERVER['HTTP_HOST']); define('WP_SITEURL', WP_HOME);
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true); define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_'; if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
INSTALL = """<?php
(new mysqli('localhost', 'root', '', '', 0, '{place}/mariadb.sock'))->query('CREATE DATABASE wordpress');
define('WP_INSTALLING', true); $_SERVER['HTTP_HOST'] = '127.0.0.1'; function wp_new_blog_notification() {{}}
require '{place}/site/wp-load.php'; require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Plain', 'admin', 'admin@example.org', true, '', wp_generate_password());
$wp_rewrite->set_permalink_structure('/%postname%/'); flush_rewrite_rules();
$article = ['post_title' => file_get_contents('{place}/title'), 'post_content' => file_get_contents('{place}/text'),
            'post_name' => '{slug}', 'post_status' => 'publish', 'post_author' => 1];
exit(wp_insert_post($article) ? 0 : 1);
"""
POOL = """[global]
error_log = {place}/php.log
[www]
user = {user}
group = {group}
listen = {place}/php.sock
listen.mode = 0666
pm = static
pm.max_children = {children}
"""
NGINX = """daemon off; pid nginx.pid; error_log stderr error; worker_processes 2; events {{}}
http {{ access_log off; include /etc/nginx/mime.types;
  client_body_temp_path a; proxy_temp_path b; fastcgi_temp_path c; uwsgi_temp_path d; scgi_temp_path e;
  server {{
    listen 127.0.0.1:{port}; root {place}/site; index index.php; gzip on;
    location / {{ try_files $uri $uri/ /index.php?$args; }}
    location ~ \\.php$ {{
      include /etc/nginx/fastcgi_params; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      fastcgi_param HTTP_HOST $http_host; fastcgi_pass unix:{place}/php.sock;
    }}
  }} }}
"""
# One family of processes: its time and memory are read together. PHP leaves the group, and is ended on its own.
RUN = """rm -f {place}/*.sock
{mariadb} & {php} --nodaemonize --allow-to-run-as-root --fpm-config {place}/pool.conf & trap "kill $!" TERM
until [ -S {place}/mariadb.sock ] && [ -S {place}/php.sock ]; do sleep 0.02; done
{nginx} -c {place}/nginx.conf -p {place} & wait; wait
"""


def program(pattern: str) -> str:
    """Return a program's path, the newest of those that fit; empty where there is none."""
    folders = (*os.get_exec_path(), "/usr/sbin")
    found = {path.name: str(path) for folder in folders for path in Path(folder).glob(pattern)}
    return found[max(found)] if found else ""


def missing() -> list[str]:
    """Return what has to be installed."""
    parts = [name for name in ("mariadbd", "mariadb-install-db", "php-fpm*", "php", "nginx") if not program(name)]
    files = {
        "WordPress with a theme": PACKAGE.glob("wp-content/themes/*/style.css"),
        "PHP's way to MariaDB": Path("/usr/lib/php").glob("*/mysqli.so"),
    }
    return parts + [name for name, found in files.items() if not any(found)]


def wordpress() -> list[Contestant]:
    """Return WordPress with one article of the same text as ours; nothing where a package is missing."""
    if parts := missing():
        print(
            f"WordPress is left out; missing: {', '.join(parts)}. On Debian: apt-get install {PACKAGES}", flush=True
        )
        return []
    if not (PLACE / "installed").exists():
        print("Installing WordPress…", flush=True)
        shutil.rmtree(PLACE, ignore_errors=True)
        install((FOLDER / "answer" / "page.html").read_text(encoding="utf-8"))
    port = free_port()
    # What the shell starts: MariaDB, PHP's first process and its children, nginx with two.
    processes = 1 + 1 + CHILDREN + 3
    return [Contestant("WordPress", command(port), f"http://127.0.0.1:{port}/{SLUG}/", workers=processes)]


def command(port: int) -> list[str]:
    """Write what PHP and nginx are told, and return what starts them and the database."""
    who = {"user": getpass.getuser(), "group": grp.getgrgid(os.getgid()).gr_name}
    write("pool.conf", POOL.format(place=PLACE, children=CHILDREN, **who))
    write("nginx.conf", NGINX.format(place=PLACE, port=port))
    programs = {"mariadb": mariadb(), "php": program("php-fpm*"), "nginx": program("nginx")}
    return ["sh", "-c", RUN.format(place=PLACE, **programs)]


def mariadb() -> str:
    """Return the command of a database that only listens on its socket."""
    files = "--datadir={0}/data --socket={0}/mariadb.sock --pid-file={0}/mariadb.pid --log-error={0}/mariadb.log"
    return f"{program('mariadbd')} --no-defaults --skip-networking --user={getpass.getuser()} {files.format(PLACE)}"


def write(name: str, text: str) -> None:
    (PLACE / name).write_text(text, encoding="utf-8")


def install(page: str) -> None:
    """Copy the package, make a database, and let WordPress's own installer fill it."""
    shutil.copytree(PACKAGE, PLACE / "site")
    write("site/wp-config.php", SETTINGS.format(place=PLACE))
    write("install.php", INSTALL.format(place=PLACE, slug=SLUG))
    for name, text in article(page).items():
        write(name, text)
    own = f"--no-defaults --datadir={PLACE}/data --user={getpass.getuser()} --auth-root-authentication-method=normal"
    subprocess.run([program("mariadb-install-db"), *own.split()], check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen(mariadb().split())
    try:
        while not (PLACE / "mariadb.sock").exists() and server.poll() is None:
            time.sleep(0.1)
        subprocess.run([program("php"), str(PLACE / "install.php")], check=True, stdout=subprocess.DEVNULL)
    finally:
        server.terminate()
        server.wait(timeout=30)
    (PLACE / "installed").touch()


def article(page: str) -> dict[str, str]:
    """Return title and text of one of our pages, the text as plain paragraphs."""
    main = page[page.index("<main") : page.index("</main>")]
    title = unescape(re.search(r"<h1[^>]*>(.*?)</h1>", main, re.DOTALL)[1]).strip()
    passages = re.findall(r"<(p|h2|h3|li|dd|dt|blockquote)\b[^>]*>(.*?)</\1>", main, re.DOTALL)
    texts = (" ".join(unescape(re.sub(r"<[^>]+>", " ", inner)).split()) for _tag, inner in passages)
    return {"title": title, "text": "\n".join(f"<p>{escape(text)}</p>" for text in texts if text)}
