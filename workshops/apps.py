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


# What no public page shows anything of (publishing.store): it may change all day without making pages anew.
PRIVATE_MODELS = [
    f"workshops.{name}"
    for name in (
        *("BlockedPeriod", "BookingMessage", "Facilitator", "Invitation", "MailText", "Offer", "PreferredDate"),
        *("PrivateLink", "PupilFeedback", "Reminder", "ReportSnapshot", "ReportSnapshot_sessions", "School"),
        *("SchoolFeedback", "Session_facilitators", "Slot", "Transition"),
    )
]


class WorkshopsConfig(AppConfig):
    name = "workshops"
    verbose_name = "Workshops"

    def ready(self):
        from pages.counters import register_counter
        from publishing.crawlers import keep_from_crawlers
        from publishing.export.forms import name_form
        from publishing.store.private import keep_private, show_only

        from .reached import young_people_reached
        from .roles import make_groups

        register_counter("young_people_reached", young_people_reached)

        for name in PRIVATE_ADDRESSES:
            keep_from_crawlers(name)
        name_form("workshops:request")

        keep_private(*PRIVATE_MODELS)
        # What the public figure is counted from (reached).
        show_only("workshops.Booking", "audience", "source", when_new=False)
        show_only("workshops.Session", "state", "participants", "starts_at")

        # By the time of this signal for auth, the permissions of every app above it exist.
        post_migrate.connect(make_groups, sender=apps.get_app_config("auth"), dispatch_uid="workshops.roles")
