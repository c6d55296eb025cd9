"""What the groups of the CMS may do, beyond Wagtail's own rules for pages and pictures."""

from django.apps import apps as django_apps

CHANGE, EVERYTHING = ("change",), ("add", "change", "delete")
# For Wagtail's own groups: records that editors keep. Contacts are published by moderators alone; that one
# is still right, who makes sure of it may say.
RECORDS = {
    "pages.organisation": CHANGE,
    "home.helpcontact": (*EVERYTHING, "verify"),
    "programmes.funder": EVERYTHING,
    "news.newstopic": EVERYTHING,
    "languages.protectedword": EVERYTHING,
    "site_search.searchwords": EVERYTHING,
    "site_search.missedsearch": ("view",),
    "languages.glossaryterm": EVERYTHING,
}


def grant_record_permissions(**kwargs) -> None:
    """Let editors and moderators keep records and send pages to translation, and moderators switch languages.

    Adds only what is missing.
    """
    group_model = django_apps.get_model("auth", "Group")
    permissions = django_apps.get_model("auth", "Permission").objects
    for name in ("Editors", "Moderators"):
        group = group_model.objects.filter(name=name).first()
        if group is None:
            continue
        for label, actions in RECORDS.items():
            app, model = label.split(".")
            codes = [f"{action}_{model}" for action in actions]
            if name == "Moderators" and label == "home.helpcontact":
                codes.append(f"publish_{model}")
            group.permissions.add(*permissions.filter(content_type__app_label=app, codename__in=codes))
        group.permissions.add(*permissions.filter(codename="submit_translation"))
        if name == "Moderators":
            group.permissions.add(
                *permissions.filter(content_type__app_label="languages", codename="change_sitelanguage")
            )
