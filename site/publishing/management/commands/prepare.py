"""``manage.py prepare``: bring database, content, static files and administrator up to date; says each step."""

import os
import secrets
import socket
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from languages.loading.files import digest_of
from languages.models import LoadedRecord, Original

STAMP = ".collected"


class Command(BaseCommand):
    help = "Prepare everything that the site needs to be served from this folder."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args, host: str, port: int, **options):
        self._check_port(host, port)
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        self._migrate()
        self._collect()
        self._load_content()
        call_command("rebuild_search_index", stdout=self.stdout)
        # Ten seconds at most, and only where they are missing; nothing at all without Pango.
        call_command("make_handouts", stdout=self.stdout)
        self._create_administrator()

    def _say(self, message: str) -> None:
        self.stdout.write(message)
        self.stdout.flush()

    def _check_port(self, host: str, port: int) -> None:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: make run PORT=8001"
                ) from error

    def _migrate(self) -> None:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return self._say("Database: up to date.")
        self._say("Database: migrating…")
        call_command("migrate", verbosity=0, interactive=False)

    def _collect(self) -> None:
        """Collect static files when they, or the packages that bring some, have changed."""
        stamp = Path(settings.STATIC_ROOT) / STAMP
        sources = [
            settings.BASE_DIR / "requirements.lock",
            *sorted((settings.BASE_DIR / "static").rglob("*.*")),
        ]
        state = digest_of([(path.name, path.read_bytes()) for path in sources])
        if stamp.exists() and stamp.read_text(encoding="utf-8") == state:
            return self._say("Static files: up to date.")
        self._say("Static files: collecting and compressing…")
        # Cleared first: the bundled stylesheet is newer than its parts and would else be left as it is.
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(state, encoding="utf-8")

    def _load_content(self) -> None:
        if LoadedRecord.objects.filter(kind="page").exclude(digest="").exists():
            self._say("Content: already loaded.")
            if not Original.objects.exists():
                # A site that was loaded before the CMS kept the states of translations.
                call_command("refresh_translation_states", stdout=self.stdout)
            return
        self._say("Content: loading pages in four languages (two minutes or so)…")
        call_command("load_content", stdout=self.stdout)

    def _create_administrator(self) -> None:
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        password = os.environ.get("ADMIN_PASSWORD") or secrets.token_urlsafe(12)
        users.create_superuser("admin", settings.DEFAULT_ADMIN_EMAIL, password)
        if os.environ.get("ADMIN_PASSWORD"):
            return self._say("Administrator: user “admin” with the password of ADMIN_PASSWORD.")
        self._say(f"Administrator: user “admin”, password “{password}” (shown this once).")
