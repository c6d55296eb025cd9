from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

# Each takes a token or a code, which nobody but its owner should know.
PRIVATE_ADDRESSES = (
    "workshops:booking",
    "workshops:invitation",
    "workshops:pupil_feedback",
    "feedback",
    "facilitator_calendar",
)


class WorkshopsConfig(AppConfig):
    name = "workshops"
    verbose_name = "Workshops"

    def ready(self):
        from pages.counters import register_counter
        from publishing.crawlers import keep_from_crawlers
        from publishing.export.forms import name_form

        from .reached import young_people_reached
        from .roles import make_groups

        register_counter("young_people_reached", young_people_reached)

        for name in PRIVATE_ADDRESSES:
            keep_from_crawlers(name)
        name_form("workshops:request")

        # By the time of this signal for auth, the permissions of every app above it exist.
        post_migrate.connect(make_groups, sender=apps.get_app_config("auth"), dispatch_uid="workshops.roles")
