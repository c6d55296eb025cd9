"""Gives a page another title and publishes it, as the CMS does; prints when that was done.

publish.py <path of the page> <title>
"""

import sys
import time
from pathlib import Path

import django

sys.path[:0] = [str(Path.cwd()), str(Path.cwd() / "site")]
django.setup()

from django.db import transaction  # noqa: E402
from wagtail.models import Page  # noqa: E402

path, title = sys.argv[1:]
page = next(one for one in Page.objects.live().filter(slug=path.strip("/").split("/")[-1]) if one.url == path)
page = page.specific
page.title = title
# One transaction, so that nobody sees it before it is done.
with transaction.atomic():
    page.save_revision().publish()
print(time.time())
