"""Settings of a Rootbridge platform: one file, driven by the environment, safe when nothing is set.

Every variable is listed in ``docs/administer/settings.md``.
"""

import os
import sys
from pathlib import Path

from rootbridge.base.core.environment import flag, number, secret, text, words
from rootbridge.base.runtime.database import connection_settings

BASE_DIR = Path(__file__).resolve().parent.parent
TESTING = "pytest" in sys.modules

# Where the platform keeps what it makes.
ROOTBRIDGE_DATA_DIR = Path(text("ROOTBRIDGE_DATA_DIR", str(BASE_DIR / ".rootbridge")))
ROOTBRIDGE_BUILD_DIR = Path(text("ROOTBRIDGE_BUILD_DIR", str(BASE_DIR / "build")))
ROOTBRIDGE_PACK = text("ROOTBRIDGE_PACK", "moldova")
ROOTBRIDGE_PACKS_DIR = BASE_DIR / "packs"
ROOTBRIDGE_DEMO = flag("ROOTBRIDGE_DEMO", False)
ROOTBRIDGE_PARTS_OFF = words("ROOTBRIDGE_PARTS_OFF", "")
# Where a text does not exist in the reader's language: those to look for before the original, best first.
ROOTBRIDGE_NEXT_LANGUAGES = words("ROOTBRIDGE_NEXT_LANGUAGES", "en")
# What searches: a class that fulfils rootbridge.bridges.search.engine.contract.Engine.
ROOTBRIDGE_SEARCH_ENGINE = text("ROOTBRIDGE_SEARCH_ENGINE", "rootbridge.bridges.search.engine.postgresql.PostgreSQL")
ROOTBRIDGE_BIND = text("ROOTBRIDGE_BIND", "127.0.0.1")
# A number below which no count of people is shown: one constant for every page, chart, audience and report.
ROOTBRIDGE_SMALL_CELL = 10
# Must a second person look before a need goes public?
# Moderation: until when somebody decides, in hours, and which account is new.
ROOTBRIDGE_URGENT_HOURS = number("ROOTBRIDGE_URGENT_HOURS", 24)
ROOTBRIDGE_REPORT_HOURS = number("ROOTBRIDGE_REPORT_HOURS", 72)
ROOTBRIDGE_APPEAL_HOURS = number("ROOTBRIDGE_APPEAL_HOURS", 168)
ROOTBRIDGE_NEW_ACCOUNT_DAYS = number("ROOTBRIDGE_NEW_ACCOUNT_DAYS", 14)
ROOTBRIDGE_FEW_TEXTS = number("ROOTBRIDGE_FEW_TEXTS", 3)
ROOTBRIDGE_FOUR_EYES = flag("ROOTBRIDGE_FOUR_EYES", True)
# So many days past its check a text may still stand on the front page and in lists of one's own.
ROOTBRIDGE_REVIEW_GRACE = number("ROOTBRIDGE_REVIEW_GRACE", 7)
ROOTBRIDGE_TRUSTED_PROXIES = number("ROOTBRIDGE_TRUSTED_PROXIES", 0)
# Does the platform's own gate stand before the pages? serve_platform says so to what it starts.
ROOTBRIDGE_GATE = flag("ROOTBRIDGE_GATE", False)
# Live conversations: messages of one seat in a minute, connections of one network at once.
ROOTBRIDGE_LIVE_RATE = number("ROOTBRIDGE_LIVE_RATE", 60)
ROOTBRIDGE_LIVE_PER_NETWORK = number("ROOTBRIDGE_LIVE_PER_NETWORK", 200)
# Are the addresses that pages name looked at now and then? Not by a demonstration, unless it is asked to.
ROOTBRIDGE_CHECK_LINKS = flag("ROOTBRIDGE_CHECK_LINKS", not ROOTBRIDGE_DEMO)
REDIS_URL = text("REDIS_URL", "")

DEBUG = flag("ROOTBRIDGE_DEBUG", False)
SECRET_KEY = secret("ROOTBRIDGE_SECRET_KEY", ROOTBRIDGE_DATA_DIR / "secret_key")
ROOTBRIDGE_FIELD_KEY = secret("ROOTBRIDGE_FIELD_KEY", ROOTBRIDGE_DATA_DIR / "field_key")
ALLOWED_HOSTS = words("ROOTBRIDGE_HOSTS", "127.0.0.1,localhost,[::1]") + (["testserver"] if TESTING else [])
PUBLIC_ADDRESS = text("ROOTBRIDGE_ADDRESS", "http://127.0.0.1:8000")
SECURE = PUBLIC_ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "rootbridge.stewardship.packs",
    "rootbridge.stewardship.administration",
    "rootbridge.bridges.atlas",
    "rootbridge.bridges.home",
    "rootbridge.bridges.insights",
    "rootbridge.bridges.matching",
    "rootbridge.bridges.search",
    "rootbridge.subjects.focalpoints",
    "rootbridge.subjects.community",
    "rootbridge.subjects.help",
    "rootbridge.subjects.localities",
    "rootbridge.subjects.opportunities",
    "rootbridge.subjects.programmes",
    "rootbridge.subjects.associations",
    "rootbridge.subjects.resources",
    "rootbridge.subjects.services",
    "rootbridge.subjects.stories",
    "rootbridge.shared.conversations",
    "rootbridge.shared.feedback",
    "rootbridge.shared.inbox",
    "rootbridge.shared.moderation",
    "rootbridge.shared.safety",
    "rootbridge.shared.translation",
    "rootbridge.people.offices",
    "rootbridge.people.organisations",
    "rootbridge.people.members",
    "rootbridge.people.privacy",
    "rootbridge.base.files",
    "rootbridge.base.audit",
    "rootbridge.base.mail",
    "rootbridge.base.fetching",
    "rootbridge.base.printing",
    "rootbridge.base.reference",
    "rootbridge.base.runtime",
    "rootbridge.base.design",
    "rootbridge.base.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.contrib.simple_translation",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.users",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rootbridge.base.core.middleware.CompressionMiddleware",
    "rootbridge.base.core.middleware.HeadersMiddleware",
    "rootbridge.base.core.middleware.InputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "rootbridge.base.core.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "rootbridge.base.core.origin.SameOriginMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rootbridge.people.members.middleware.ClockMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rootbridge.base.core.middleware.BearingsMiddleware",
    "rootbridge.base.core.middleware.PartsMiddleware",
    "rootbridge.base.core.access.SignedInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "rootbridge.base.design.jinja.environment",
            "context_processors": ["rootbridge.base.core.context.page"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": connection_settings(BASE_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "rootbridge.base.core.counters.Counters", "LOCATION": "core_cache"}}

# Languages of the interface, each by its native name.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ro", "Română"),
    ("en", "English"),
    ("ru", "Русский"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ar", "العربية"),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
TIME_ZONE = "UTC"
USE_TZ = True

AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["rootbridge.people.members.backends.MemberBackend"]
LOGIN_URL = "members:sign_in"
LOGIN_REDIRECT_URL = "home:own"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
SESSION_COOKIE_NAME = "rb_session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
SESSION_ENGINE = "rootbridge.base.core.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ACCOUNT_ADAPTER = "rootbridge.people.members.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ALLAUTH_TRUSTED_PROXY_COUNT = ROOTBRIDGE_TRUSTED_PROXIES + ROOTBRIDGE_GATE
MFA_ADAPTER = "rootbridge.people.members.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = text("ROOTBRIDGE_NAME", "Rootbridge")

TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend" if TESTING else "django_tasks_db.DatabaseBackend",
    },
}

# A service that translates, by the LibreTranslate protocol; none unless named. How many letters of public texts it is
# given in a month, and whether what nobody read yet may be published, with a notice.
ROOTBRIDGE_TRANSLATE_URL = text("ROOTBRIDGE_TRANSLATE_URL", "")
ROOTBRIDGE_TRANSLATE_KEY = text("ROOTBRIDGE_TRANSLATE_KEY", "")
ROOTBRIDGE_TRANSLATE_BUDGET = number("ROOTBRIDGE_TRANSLATE_BUDGET", 500_000)
ROOTBRIDGE_TRANSLATE_PUBLISH = flag("ROOTBRIDGE_TRANSLATE_PUBLISH", False)

EMAIL_URL = text("ROOTBRIDGE_SMTP", "")
IMAP_URL = text("ROOTBRIDGE_IMAP", "")
DEFAULT_FROM_EMAIL = text("ROOTBRIDGE_MAIL_FROM", "acasa@localhost")

STATIC_URL = "/static/"
STATIC_ROOT = ROOTBRIDGE_BUILD_DIR / "collected"
STATICFILES_DIRS = [ROOTBRIDGE_BUILD_DIR / "static"]
STATICFILES_DIRS[0].mkdir(parents=True, exist_ok=True)
WHITENOISE_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 365
MEDIA_ROOT = ROOTBRIDGE_DATA_DIR / "media"
MEDIA_URL = "/media/"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE and flag("ROOTBRIDGE_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W003"]  # cross-site writes are refused by SameOriginMiddleware

WAGTAIL_SITE_NAME = "Rootbridge"
WAGTAILADMIN_BASE_URL = PUBLIC_ADDRESS
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "members:sign_in"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": text("ROOTBRIDGE_LOG_LEVEL", "WARNING")},
}
os.environ.setdefault("TZ", "UTC")
