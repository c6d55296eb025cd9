"""Settings that hold everywhere. What differs is in the module for each place it runs."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _
from environs import Env

from publishing.databases import tuned

env = Env()

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = False
SITE_URL = env.str("WAGTAILADMIN_BASE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "home",
    "programmes",
    "news",
    "workshops",
    "materials",
    "pages",
    "languages",
    "publishing",
    "search",
    "outbox",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "phonenumber_field",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "publishing.middleware.DatabasePatienceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "publishing.middleware.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "publishing.middleware.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "languages.middleware.SiteLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "languages.translations.middleware.TranslationsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# A connection is tried before it is used again: the server may have been away meanwhile.
_connecting = {"conn_max_age": 60, "conn_health_checks": True}
_database = env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'site.sqlite3'}", **_connecting)
DATABASES = {"default": tuned(_database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if redis_url := env.str("REDIS_URL", ""):
    CACHES = {
        "default": {
            "BACKEND": "publishing.cache.OptionalRedisCache",
            "LOCATION": redis_url,
            # Nobody waits long for a cache that does not answer.
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
    }

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

# Languages. Serbian is written in Latin script and served at /sr/ (languages.patterns).
LANGUAGE_CODE = "sl"
LANGUAGES = [("sl", "Slovenščina"), ("en", "English"), ("sr-latn", "Srpski"), ("uk", "Українська")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["languages.formats"]
TIME_ZONE = "Europe/Ljubljana"
USE_TZ = True

WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# A page sent to translation starts as a draft in each language.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("sl", "Slovenščina"), ("en", "English"), ("uk", "Українська")]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "publishing.storage.BundledStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
# The page store (publishing.store): on where gunicorn serves. A cache before it may keep pages for so many seconds.
PAGE_STORE, PAGE_STORE_MEMORY, FRONTEND_CACHE_SECONDS = False, env.int("PAGE_STORE_MEMORY_MB", 64) * 2**20, 0
PAGE_STORE_FILES = env.bool("PAGE_STORE_FILES", False)
PAGE_STORE_FOLDER = Path(env.str("PAGE_STORE_FOLDER", str(VAR_DIR / "store")))

# Security. A reader gets no cookie; the two that exist belong to the CMS and the booking form.
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "publishing.views.csrf_failure"
OWN_ALONE = ("script-src", "style-src", "font-src", "connect-src", "manifest-src", "form-action", "frame-ancestors")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        **{directive: ["'self'"] for directive in OWN_ALONE},
        "img-src": ["'self'", "data:"],
        "base-uri": ["'none'"],
    }
}
# Wagtail's admin carries inline script and style; only /admin/ gets this policy.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'self'"],
}

# E-mail is stored in the outbox, and sent from there to EMAIL_URL; without it, to files that the operator can read.
EMAIL_BACKEND = "outbox.backends.OutboxBackend"
EMAIL = env.dj_email_url("EMAIL_URL", f"file:///{VAR_DIR / 'mail'}")
OUTBOX_TRANSPORT_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_FILE_PATH = EMAIL.get("EMAIL_FILE_PATH") or str(VAR_DIR / "mail")
EMAIL_HOST, EMAIL_PORT = EMAIL.get("EMAIL_HOST", ""), EMAIL.get("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL.get("EMAIL_HOST_USER", ""), EMAIL.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_TLS", False), EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Društvo Ključ <info@drustvo-kljuc.si>")
BOOKINGS_EMAIL = env.str("BOOKINGS_EMAIL", "info@drustvo-kljuc.si")
SECURITY_EMAIL = env.str("SECURITY_EMAIL", "info@drustvo-kljuc.si")
DEFAULT_ADMIN_EMAIL = env.str("ADMIN_EMAIL", "info@drustvo-kljuc.si")

# Requests for a workshop from one address; a school has one address for all its teachers. The header is one that our
# own proxy sets anew, such as X-Real-IP; without it nobody is counted behind a proxy (workshops.limits).
BOOKING_REQUESTS_PER_HOUR = env.int("BOOKING_REQUESTS_PER_HOUR", 20)
CLIENT_ADDRESS_HEADER = env.str("CLIENT_ADDRESS_HEADER", "")

# How many days personal data is kept (workshops.retention), and what the worker runs once a day to hold to it.
RETENTION_REFUSED_DAYS = 183
RETENTION_CONTACT_DAYS = 730
RETENTION_MAIL_DAYS = 90
RETENTION_MISSED_SEARCH_DAYS = 365
DAILY_COMMANDS = ["send_reminders", "purge_expired", "purge_missed_searches"]
# What the worker runs every minute: quick when there is nothing to do.
MINUTE_COMMANDS = ["make_handouts"]

# Wagtail
WAGTAIL_SITE_NAME = "Društvo Ključ"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_AUTOSAVE_INTERVAL = 5000
# Addresses are in Latin letters in every language (languages.slugs), and old ones lead to the new.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAILIMAGES_IMAGE_MODEL = "pages.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "pages.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_AVIF_QUALITY = 40
WAGTAILIMAGES_WEBP_QUALITY = 70
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "publishing.forms.PDFDocumentForm"
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]},
    }
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

PHONENUMBER_DEFAULT_REGION = "SI"
PHONENUMBER_DB_FORMAT = "E164"

# Where “Leave this page” leads, unless the organisation's record names another page (pages.Organisation).
EXIT_URL = env.str("EXIT_URL", "https://meteo.arso.gov.si/")

# Shown where nothing else can be relied on: error pages must not depend on the database.
EMERGENCY_NUMBERS = [("112", _("emergency, also by SMS")), ("113", _("police in Slovenia"))]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"private_addresses": {"()": "publishing.logs.PrivateAddressFilter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["private_addresses"]},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
