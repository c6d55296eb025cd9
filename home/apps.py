from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Home"

    def ready(self):
        from .roles import grant_record_permissions

        post_migrate.connect(grant_record_permissions, dispatch_uid="home.roles")
