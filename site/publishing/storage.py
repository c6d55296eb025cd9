"""Static files as readers get them: minified stylesheets, hashed names, compressed copies."""

import re
from pathlib import Path

import rcssmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'@import url\("(?P<name>[\w./-]+\.css)"\);\n?')


def bundle_stylesheet(path: Path) -> str:
    """Return a stylesheet with its imports put in their places, minified.

    Args:
        path: a stylesheet whose imports are written ``@import url("name.css");``, relative to it.
    """

    def content(match: re.Match) -> str:
        return (path.parent / match["name"]).read_text(encoding="utf-8")

    return rcssmin.cssmin(_IMPORT.sub(content, path.read_text(encoding="utf-8")))


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Bundles the stylesheets before the files are hashed and compressed.

    ``css/site.css`` is on every page. What only few pages need has a stylesheet of its own, which templates link.
    """

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            stylesheets = [name for name in paths if name.startswith("css/")]
            for name in stylesheets:
                target = Path(self.path(name))
                target.write_text(bundle_stylesheet(target), encoding="utf-8")
            # Django reads each file again from where it was found: the bundled ones are found here.
            paths = {**paths, **{name: (self, name) for name in stylesheets}}
        return super().post_process(paths, dry_run=dry_run, **options)
