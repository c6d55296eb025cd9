"""Which models no public page shows. An app names its own when it is ready; a model that nobody names is public."""

from django.db.models import Model

# Labels of models, or of apps with a dot at the end. Derived tables follow the models that they are made from.
_private: set[str] = {
    *("auth.", "contenttypes.", "sessions.", "outbox.", "publishing.", "site_search.", "taggit."),
    *("wagtailadmin.", "wagtailsearch.", "wagtailusers.", "wagtail_localize."),
    *("wagtailcore.APIToken", "wagtailcore.Comment", "wagtailcore.CommentReply", "wagtailcore.PageSubscription"),
    *("wagtailcore.GroupCollectionPermission", "wagtailcore.GroupPagePermission", "wagtailcore.GroupSitePermission"),
    *("wagtailcore.ModelLogEntry", "wagtailcore.PageLogEntry", "wagtailcore.Revision", "wagtailcore.UploadedFile"),
    *("wagtailcore.GroupApprovalTask", "wagtailcore.GroupApprovalTask_groups", "wagtailcore.Task"),
    *("wagtailcore.TaskState", "wagtailcore.Workflow", "wagtailcore.WorkflowContentType", "wagtailcore.WorkflowPage"),
    *("wagtailcore.WorkflowState", "wagtailcore.WorkflowTask"),
    # Made from pages and pictures, and followed by nothing that the page store keeps.
    *("wagtailcore.ReferenceIndex", "wagtailimages.Rendition", "pages.Rendition"),
    # Our pictures are of a model of our own.
    "wagtailimages.Image",
    # They say who may have a document, which goes through Wagtail each time; a link to it is there all the same.
    *("wagtailcore.Collection", "wagtailcore.CollectionViewRestriction"),
    "wagtailcore.CollectionViewRestriction_groups",
    # Whichever groups a page is for, readers are in none.
    "wagtailcore.PageViewRestriction_groups",
    # They are asked where no page is, and such answers are never kept.
    "wagtailredirects.Redirect",
    # The work of translators, of which readers see what is published.
    *("languages.ConsistencyFinding", "languages.GlossaryTerm", "languages.GlossaryWording"),
    *("languages.LoadedRecord", "languages.Original", "languages.TranslationUpload"),
}
_fields: dict[str, frozenset[str]] = {}
_unseen_when_new: set[str] = set()


def keep_private(*labels: str) -> None:
    """Say that no public page shows anything of these models, such as ``workshops.School``."""
    _private.update(labels)


def show_only(label: str, *fields: str, when_new: bool = True) -> None:
    """Say which fields of a model public pages depend on: a change of others is not seen.

    Args:
        when_new: whether a new row shows, before anything else refers to it.
    """
    _fields[label] = frozenset(fields)
    if not when_new:
        _unseen_when_new.add(label)


def is_public_model(model: type[Model]) -> bool:
    """Say whether public pages may change with a model: they may unless somebody has said otherwise."""
    return f"{model._meta.app_label}." not in _private and model._meta.label not in _private


def public_fields(model: type[Model]) -> frozenset[str]:
    """Return the only fields that readers see of a model; nothing where that may be all."""
    return _fields.get(model._meta.label, frozenset())


def shows_when_new(model: type[Model]) -> bool:
    """Say whether a new row of a model can change a page."""
    return model._meta.label not in _unseen_when_new
