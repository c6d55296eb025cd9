from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self):
        from . import signal_handlers  # noqa: F401
        from .roles import grant_record_permissions

        # When auth sends this signal, the permissions of every app above it exist.
        auth = apps.get_app_config("auth")
        post_migrate.connect(grant_record_permissions, sender=auth, dispatch_uid="home.roles")
