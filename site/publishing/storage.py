"""Static files as readers get them: minified stylesheets and scripts, hashed names, compressed copies."""

import re
from pathlib import Path

import rcssmin
import rjsmin
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


def minify_script(path: Path) -> str:
    """Return a script without comments and indentation."""
    return rjsmin.jsmin(path.read_text(encoding="utf-8"))


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Bundles the stylesheets and minifies our scripts before the files are hashed and compressed.

    ``css/site.css`` is on every page. What few pages need has a stylesheet of its own, linked by their templates.
    """

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            smaller = {"css/": bundle_stylesheet, "js/": minify_script}
            ours = [(name, make) for name in paths for start, make in smaller.items() if name.startswith(start)]
            for name, make in ours:
                target = Path(self.path(name))
                target.write_text(make(target), encoding="utf-8")
            # Django reads each file again from where it was found: the smaller ones are found here.
            paths = {**paths, **{name: (self, name) for name, _make in ours}}
        return super().post_process(paths, dry_run=dry_run, **options)
