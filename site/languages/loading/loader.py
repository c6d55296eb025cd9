"""Loads everything under a content folder, and leaves alone what an editor has changed."""

from collections.abc import Callable, Iterable
from pathlib import Path as FilePath

from django.apps import apps
from django.conf import settings
from django.core.files.images import ImageFile
from django.db import models, transaction
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import TranslationSource

from languages.checks.services import check_found
from languages.models import LoadedRecord

from .files import SOURCE, ContentError, Entry, Node, page_entry, snippet_entry, tree
from .glossary import load_glossary
from .protected import load_protected_words
from .state import state_of
from .translating import translate
from .values import Values

# Which folder or file holds which snippet; in the order in which they refer to each other.
SNIPPETS = (
    ("organisation.yaml", "pages.Organisation"),
    ("mail", "workshops.MailText"),
    ("funders", "programmes.Funder"),
    ("topics", "news.NewsTopic"),
    ("contacts", "home.HelpContact"),
    ("handouts", "materials.Handout"),
)
PAGE = "page"
PICTURE = "picture"


class Loader:
    """Loads content once; counts what it did."""

    def __init__(self, folder: FilePath, *, say: Callable[[str], None]):
        self.folder = folder
        self.say = say
        self.counts = {"loaded": 0, "unchanged": 0, "kept": 0}
        self.locales: dict[str, Locale] = {}
        self.records: dict[tuple[str, str, str], LoadedRecord] = {}

    def load(self) -> dict[str, int]:
        """Load pictures, snippets, then pages from the top of the tree, then the glossary; return the counts."""
        for code, _name in settings.LANGUAGES:
            self.locales[code], _created = Locale.objects.get_or_create(language_code=code)
        self.records = {(r.kind, r.key, r.language): r for r in LoadedRecord.objects.all()}
        self._pictures()
        for place, label in SNIPPETS:
            self._snippets(self.folder / place, apps.get_model(label))
        self._pages(tree(self.folder / "tree.yaml"))
        load_glossary(self.folder / "glossary.yaml", self.counts)
        for name, count in load_protected_words(self.folder / "protected-words.yaml").items():
            self.counts[name] += count
        check_found()
        return self.counts

    # Finding what was loaded before

    def _id(self, kind: str, key: str) -> str:
        record = self.records.get((kind, key, "" if kind == PICTURE else SOURCE))
        if record is None:
            raise ContentError(f"no {kind} has the key {key!r}")
        return record.object_id

    def _find(self, model: type[models.Model], key: str) -> int:
        if issubclass(model, Page):
            return int(self._id(PAGE, key))
        return int(self._id(PICTURE if model is get_image_model() else model._meta.label, key))

    def _may_load(self, record: LoadedRecord | None, digest: str, instance: models.Model | None) -> bool:
        """Say whether to load: not if nothing is new, and not over an editor's work (or deletion)."""
        if record is None:
            return True
        if record.digest == digest:
            self.counts["unchanged"] += 1
            return False
        if instance is None or state_of(instance) != record.state:
            self.counts["kept"] += 1
            self.say(f"  {record} was changed in the CMS and is left alone")
            return False
        return True

    def _remember(self, kind: str, key: str, language: str, digest: str, instance: models.Model) -> None:
        instance = type(instance)._default_manager.get(pk=instance.pk)
        record, _created = LoadedRecord.objects.update_or_create(
            kind=kind,
            key=key,
            language=language,
            defaults={"object_id": str(instance.pk), "digest": digest, "state": state_of(instance)},
        )
        self.records[kind, key, language] = record
        self.counts["loaded"] += 1

    # Pictures

    def _pictures(self) -> None:
        model = get_image_model()
        for path in sorted((self.folder / "pictures").glob("*.png")):
            if (PICTURE, path.stem, "") in self.records:
                self.counts["unchanged"] += 1
                continue
            with path.open("rb") as file:
                picture = model(title=path.stem.replace("-", " ").capitalize(), credit="Društvo Ključ")
                picture.file = ImageFile(file, name=path.name)
                picture.save()
            self._remember(PICTURE, path.stem, "", "", picture)

    # Snippets

    def _snippets(self, place: FilePath, model: type[models.Model]) -> None:
        for path in [place] if place.is_file() else sorted(place.glob("*.yaml")):
            entry = snippet_entry(path)
            self._load_object(entry, model._meta.label, lambda code, e=entry: self._snippet(model, e, code))

    def _snippet(self, model: type[models.Model], entry: Entry, code: str) -> models.Model:
        record = self.records.get((model._meta.label, entry.key, SOURCE))
        instance = model.objects.filter(pk=record.object_id).first() if record and code == SOURCE else None
        instance = instance or model(locale=self.locales[code])
        values = entry.values[code]
        if hasattr(model, "key"):
            values = {"key": entry.key, **values}
        self._assign(instance, entry.key, values)
        if hasattr(model, "live"):
            instance.live = bool(values["publish"])
        return instance

    # Pages

    def _pages(self, nodes: Iterable[Node]) -> None:
        entries = {node.key: page_entry(self.folder / "pages" / node.key) for node in nodes}
        for node in nodes:
            if (PAGE, node.key, SOURCE) not in self.records:
                self._place(node, entries[node.key])
        for node in nodes:
            self._load_object(entries[node.key], PAGE, lambda code, n=node: self._page(n, entries[n.key], code))

    def _place(self, node: Node, entry: Entry) -> None:
        """Put an unpublished page into the tree, so that others can link to it."""
        model = apps.get_model(node.model)
        page = model(locale=self.locales[SOURCE], live=False, show_in_menus=node.menu)
        simple = {
            name: value
            for name, value in entry.values[SOURCE].items()
            if not isinstance(model._meta.get_field(name), StreamField | RichTextField | models.ForeignKey)
        }
        self._assign(page, entry.key, simple)
        if node.parent:
            Page.objects.get(pk=self._id(PAGE, node.parent)).add_child(instance=page)
        else:
            self._make_home(page)
        self._remember(PAGE, node.key, SOURCE, "", page)

    @staticmethod
    def _make_home(page: Page) -> None:
        """Put the home page in the place of the one that Wagtail makes."""
        root = Page.get_first_root_node()
        stock = root.get_children().filter(content_type__model="page").first()
        root.add_child(instance=page)
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"root_page": page, "hostname": "localhost", "site_name": settings.WAGTAIL_SITE_NAME},
        )
        if stock:
            stock.delete()

    def _page(self, node: Node, entry: Entry, code: str) -> Page:
        model = apps.get_model(node.model)
        page = model.objects.get(pk=self._id(PAGE, node.key)) if code == SOURCE else model(locale=self.locales[code])
        page.show_in_menus = node.menu
        self._assign(page, entry.key, entry.values[code])
        return page

    # What both have in common

    def _assign(self, instance: models.Model, key: str, values: dict) -> None:
        # Originals link to originals, and translations too: readers are led to their own language.
        page_ids = {
            key: record.object_id
            for (kind, key, language), record in self.records.items()
            if (kind, language) == (PAGE, SOURCE)
        }
        make = Values(scope=key, find=self._find, page_ids=page_ids)
        for name, value in values.items():
            if name == "publish":
                continue
            field = instance._meta.get_field(name)
            setattr(instance, field.attname, make.field(field, value))

    def _load_object(self, entry: Entry, kind: str, build: Callable[[str], models.Model]) -> None:
        """Load the original, then each translation; ``build`` makes the object in a language."""
        record = self.records.get((kind, entry.key, SOURCE))
        instance = self._loaded_instance(record, kind)
        if self._may_load(record, entry.digests[SOURCE], instance):
            instance = self._publish(build(SOURCE))
            self._remember(kind, entry.key, SOURCE, entry.digests[SOURCE], instance)
        if instance is None or not getattr(instance, "live", True):
            return
        if state_of(instance) != self.records[kind, entry.key, SOURCE].state:
            # The files' translations belong to another original than the one the editor has made.
            return
        source = None
        for code in self.locales:
            if code == SOURCE:
                continue
            record = self.records.get((kind, entry.key, code))
            if self._may_load(record, entry.digests[code], self._loaded_instance(record, kind)):
                if source is None:
                    with transaction.atomic():
                        source, _created = TranslationSource.update_or_create_from_instance(instance)
                translate(source=source, target=build(code), locale=self.locales[code])
                translated = source.get_translated_instance(self.locales[code])
                self._remember(kind, entry.key, code, entry.digests[code], translated)

    @staticmethod
    def _loaded_instance(record: LoadedRecord | None, kind: str) -> models.Model | None:
        if record is None:
            return None
        model = Page if kind == PAGE else apps.get_model(kind)
        found = model.objects.filter(pk=record.object_id).first()
        return found.specific if isinstance(found, Page) else found

    @staticmethod
    def _publish(instance: models.Model) -> models.Model:
        """Save, and publish what has drafts; return it as the database has it."""
        if isinstance(instance, Page):
            instance.save_revision().publish()
        else:
            publish = getattr(instance, "live", None)
            instance.save()
            if publish:
                instance.save_revision().publish()
        return type(instance).objects.get(pk=instance.pk)
