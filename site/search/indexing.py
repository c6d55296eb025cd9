"""Keeps the index: one entry for each page or document and language, with the terms that find it."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import Page

from languages.loading.files import digest_of

from . import analysis
from .analysis import clean, is_stop_word, normal, tokens
from .models import Posting, SearchEntry, Term
from .readability.keeping import keep as keep_readability
from .sources import Source, document_sources, page_source, visible_pages

# What an occurrence counts. A title's share grows as it has fewer words: “Workshops” before “Workshop for parents”.
TITLE, LEAD, HEADING, BODY = 40, 10, 6, 1
MOST_BODY = 8
BATCH = 500


def index_page(page: Page) -> None:
    """Bring a page's entry up to date; a page that readers may not see has none."""
    if visible_pages().filter(pk=page.pk).exists():
        # What a choice is called belongs to the text: in the page's language, not in that of whoever saves it.
        with translation.override(page.locale.language_code):
            _replace(SearchEntry.Kind.PAGE, page.pk, [page_source(page)])
            keep_readability(page)
    else:
        remove(kind=SearchEntry.Kind.PAGE, object_ids=[page.pk])


def index_pages(pages: QuerySet[Page]) -> None:
    """Bring the entries of several pages up to date."""
    for page in pages.specific().iterator(chunk_size=100):
        index_page(page)


def index_document(document) -> None:
    """Bring a document's entries up to date."""
    _replace(SearchEntry.Kind.DOCUMENT, document.pk, document_sources(document))


def remove(*, kind: int, object_ids: Iterable[int]) -> None:
    """Take pages or documents out of the index."""
    SearchEntry.objects.filter(kind=kind, object_id__in=list(object_ids)).delete()


def rebuild() -> int:
    """Bring the whole index up to date, whatever happened behind its back; return how many entries changed."""
    before = set(SearchEntry.objects.values_list("pk", "digest"))
    pages = visible_pages().values_list("pk", flat=True)
    _remove_others(SearchEntry.Kind.PAGE, set(pages))
    index_pages(visible_pages())
    documents = get_document_model().objects.select_related("collection")
    _remove_others(SearchEntry.Kind.DOCUMENT, set(documents.values_list("pk", flat=True)))
    for document in documents.iterator(chunk_size=100):
        index_document(document)
    Term.objects.filter(postings__isnull=True).delete()
    after = set(SearchEntry.objects.values_list("pk", "digest"))
    return len({pk for pk, _digest in before ^ after})


def _remove_others(kind: int, keep: set[int]) -> None:
    known = SearchEntry.objects.filter(kind=kind).values_list("object_id", flat=True)
    if gone := set(known) - keep:
        remove(kind=kind, object_ids=gone)


def _replace(kind: int, object_id: int, sources: list[Source]) -> None:
    with transaction.atomic():
        languages = [source.language for source in sources]
        SearchEntry.objects.filter(kind=kind, object_id=object_id).exclude(language__in=languages).delete()
        for source in sources:
            store(source)


@transaction.atomic
def store(source: Source) -> SearchEntry:
    """Store what a source says, unless the index holds it already."""
    digest = digest_of(source, _code())
    place = {"kind": source.kind, "object_id": source.object_id, "language": source.language}
    entry = SearchEntry.objects.filter(**place).first()
    if entry and entry.digest == digest:
        return entry
    values = {
        "title": clean(source.title)[:255],
        "text": "\n".join(_lines(*source.leads[:1], *source.passages)),
        "digest": digest,
        "source": source.file_hash,
    }
    entry, _created = SearchEntry.objects.update_or_create(**place, defaults=values)
    weights, spellings = weigh(source)
    known = _terms(source.language, spellings)
    entry.postings.all().delete()
    postings = [Posting(term_id=known[term], entry=entry, weight=weight) for term, weight in sorted(weights.items())]
    Posting.objects.bulk_create(postings, batch_size=BATCH)
    return entry


@cache
def _code() -> str:
    """Return a digest of what makes terms and weights: when it changes, no entry is up to date."""
    folder = Path(__file__).parent
    files = [(folder / name).read_bytes() for name in ("analysis.py", "scripts.py", "indexing.py")]
    return digest_of(files, version("lemmagen3"))


def _lines(*texts: str) -> list[str]:
    lines = (" ".join(line.split()) for text in texts for line in clean(text).splitlines())
    return [line for line in lines if line]


def weigh(source: Source) -> tuple[dict[str, int], dict[str, str]]:
    """Return the weight of each term of a source, and one way to write it."""
    language = source.language
    weights, in_body, spellings = Counter(), Counter(), {}

    def terms_of(text: str) -> list[str]:
        found = []
        for token in tokens(text, language):
            word = normal(token.word, language)
            forms = (word, analysis.base_form(word, language))
            for term in token.terms:
                spellings.setdefault(term, next((one for one in forms if analysis.fold(one, language) == term), term))
            found += token.terms
        return found

    words = sum(1 for token in tokens(source.title, language) if not is_stop_word(token.word, language))
    for weight, texts in (
        (TITLE + TITLE // max(words, 1), [source.title]),
        (LEAD, source.leads),
        (HEADING, source.headings),
    ):
        for term in set(terms_of(" \n".join(texts))):
            weights[term] += weight
    in_body.update(terms_of(" \n".join(source.passages)))
    for term, count in in_body.items():
        weights[term] += BODY * min(count, MOST_BODY)
    return dict(weights), spellings


def _terms(language: str, spellings: dict[str, str]) -> dict[str, int]:
    """Return the keys of terms; new ones are stored in one order, so that two writers never wait in a circle."""
    names = sorted(spellings)
    known = _known(language, names)
    new = [Term(language=language, term=name, spelling=spellings[name][:120]) for name in names if name not in known]
    if new:
        Term.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
        known |= _known(language, [term.term for term in new])
    return known


def _known(language: str, names: list[str]) -> dict[str, int]:
    found = {}
    for start in range(0, len(names), BATCH):
        terms = Term.objects.filter(language=language, term__in=names[start : start + BATCH])
        found |= dict(terms.values_list("term", "pk"))
    return found
