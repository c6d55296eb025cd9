from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkshopsConfig(AppConfig):
    name = "workshops"
    verbose_name = "Workshops"

    def ready(self):
        from .roles import make_coordinators_group

        post_migrate.connect(make_coordinators_group, dispatch_uid="workshops.roles")
