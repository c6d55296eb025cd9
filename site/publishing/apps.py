from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "Publishing"

    def ready(self):
        from .share_pictures import signal_handlers  # noqa: F401
        from .store import changes

        changes.connect()
        changes.connect_migrations(self)
