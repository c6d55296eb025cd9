"""A real nginx on loopback, with a configuration that stands in docs/deploying.md."""

import grp
import os
import pwd
import re
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.seeded_site import ROOT
from tests.serving import free_port


def sample(heading: str, *, number: int = 0, **places: str) -> str:
    """Return an nginx block below a heading of the page on deploying, with real places in it.

    Args:
        heading: the text of the heading.
        number: which block, if there are several.
        places: what stands in the place of each ``/path/to/<name>``.
    """
    text = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
    below = text.split(f"\n## {heading}\n", 1)[1]
    block = re.findall(r"```nginx\n(.*?)```", below, re.DOTALL)[number]
    for name, place in places.items():
        block = block.replace(f"/path/to/{name}", place)
    return block


@contextmanager
def nginx(block: str, folder: Path, *, user: str = "root") -> Iterator[str]:
    """Run nginx with a block of its http section until the block ends; give its address.

    Certificates and the redirect to https are left out: they belong to the machine, not to the site.

    Args:
        user: who reads the files, where whoever runs the tests may choose; most files of the tests are theirs alone.
    """
    port = free_port()
    block = re.sub(r"^server \{ listen 80;.*\n", "", block, flags=re.MULTILINE)
    block = re.sub(r"^ *ssl_certificate.*\n", "", block, flags=re.MULTILINE)
    block = block.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    block = block.replace("/var/log/nginx/error.log crit", f"{folder}/error.log")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    lines = [
        f"user {user} {grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name};" if os.getuid() == 0 else "",
        f"pid {folder}/pid; error_log {folder}/error.log; worker_processes 1; daemon off;",
        "events {}",
        "http {",
        "include /etc/nginx/mime.types;",
        *(f"{kind}_temp_path {folder}/{kind};" for kind in kinds),
        block,
        "}",
    ]
    configuration = folder / "nginx.conf"
    configuration.write_text("\n".join(lines), encoding="utf-8")
    server = subprocess.Popen(["nginx", "-p", folder, "-c", configuration])
    try:
        _wait_for(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str, server: subprocess.Popen) -> None:
    for _attempt in range(100):
        if server.poll() is not None:
            raise RuntimeError(f"nginx ended with {server.returncode} before it answered.")
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise RuntimeError("nginx did not answer.")


class Asked:
    """One answer of a server: status, headers in small letters, body as it was sent."""

    def __init__(self, address: str, *, method: str = "GET", **headers: str):
        headers = {k.replace("_", "-"): v for k, v in headers.items()}
        request = urllib.request.Request(address, headers=headers, method=method)
        try:
            response = urllib.request.build_opener(_Stay).open(request, timeout=20)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            self.status = response.status
            self.headers = {name.lower(): value for name, value in response.headers.items()}
            self.body = response.read()


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: it is an answer."""

    def redirect_request(self, *args, **kwargs):
        return None
