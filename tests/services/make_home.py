"""Makes a home page and a site in a database that has its tables: the least that a reader can ask for.

Prints the number of the generation, and how many changes have none.
"""

import sys
from pathlib import Path

import django

sys.path[:0] = [str(Path.cwd()), str(Path.cwd() / "site")]
django.setup()

from wagtail.models import Page, Site  # noqa: E402

from home.models import HomePage  # noqa: E402
from publishing.models import Generation, PublicChange  # noqa: E402

home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Domov", slug="domov", lead="Pomoč in znanje."))
Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
print(Generation.objects.get().number, PublicChange.objects.count())
