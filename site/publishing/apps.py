from django.apps import AppConfig, apps


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "Publishing"

    def ready(self):
        from . import unused_api
        from .share_pictures import signal_handlers  # noqa: F401
        from .store import changes

        if not apps.is_installed("wagtail.api.v3"):
            unused_api.leave_out()
        changes.connect()
        changes.connect_migrations(self)
