"""Settings of a node. Everything that differs between nodes comes from the environment.

`JATIGI_MODE` is `demo` (invented data, loopback), `test`, or `serve` (production: nothing has a
default that must be secret; `jatigi.project.production` refuses to start where something is missing).
"""

import base64
import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.conf import locale
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[3]
MODE = os.environ.get("JATIGI_MODE", "test")
PRODUCTION = MODE == "serve"
VAR = Path(os.environ.get("JATIGI_VAR", str(BASE_DIR / "var" / MODE))).resolve()


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "").lower() in ("1", "true", "yes", "oui")


# Secrets: from the environment in production, made once below var/ elsewhere


def _local_secret(name: str) -> str:
    path = VAR / name
    VAR.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _once_written(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(base64.b64encode(os.urandom(32)).decode() + "\n")
    return _once_written(path)


def _once_written(path: Path) -> str:
    """What stands there; another process that starts at the same moment may still be writing it."""
    for _attempt in range(200):
        if text := path.read_text(encoding="ascii").strip():
            return text
        time.sleep(0.01)
    raise RuntimeError(f"{path.name} is empty: remove it, a new one is made at the next start")


SECRET_KEY = os.environ.get("JATIGI_SECRET_KEY", "") if PRODUCTION else _local_secret("secret-key")
NODE_KEY_FILE = os.environ.get("JATIGI_NODE_KEY_FILE", str(VAR / "node-key"))
if not PRODUCTION:
    _local_secret("node-key")
NODE_NAME = os.environ.get("JATIGI_NODE_NAME", f"jatigi-{MODE}")
NODE_HOST = os.environ.get(
    "JATIGI_NODE_HOST",
    _("the organisation that runs this node") if PRODUCTION else "Maison des Migrants de Gao",
)
APDP_REFERENCE = os.environ.get("JATIGI_APDP_REFERENCE", "")
CHECKPOINT_FILE = os.environ.get("JATIGI_CHECKPOINT_FILE", str(VAR / "checkpoints.txt"))
ERASURES_FILE = os.environ.get("JATIGI_ERASURES_FILE", str(VAR / "erasures.txt"))

# The one process that searches by name, where a supervisor keeps it (it sets this for all that it starts); everybody else
# searches in their own memory

FINDER_PROCESS = _flag("JATIGI_FINDER")
FINDER_SOCKET = os.environ.get("JATIGI_FINDER_SOCKET", str(VAR / "finder" / "socket"))

# Django

DEBUG = False
ALLOWED_HOSTS = os.environ.get(
    "JATIGI_ALLOWED_HOSTS", "" if PRODUCTION else "127.0.0.1,localhost,[::1],testserver"
).split(",")
ORGANISATION_MODEL = "agencies.Organisation"
AUTH_USER_MODEL = "agencies.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "jatigi.project.urls"
WSGI_APPLICATION = "jatigi.project.wsgi.application"

ROOMS = [
    "jatigi.ui",
    "jatigi.kernel",
    "jatigi.places",
    "jatigi.agencies",
    "jatigi.protection",
    "jatigi.questionnaires",
    "jatigi.people",
    "jatigi.cases",
    "jatigi.directory",
    "jatigi.referrals",
    "jatigi.inquiries",
    "jatigi.coordination",
    "jatigi.statistics",
    "jatigi.exchange",
    "jatigi.project",
]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "jatigi.ui.middleware.FormAnswers",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jatigi.agencies.middleware.AccessMiddleware",
    "jatigi.kernel.http.ErrorsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "jatigi.agencies.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "jatigi.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "jatigi.ui.forms.Renderer"

# Database: SQLite in WAL, or PostgreSQL when DATABASE_URL says so

_SQLITE = {
    "ENGINE": "jatigi.kernel.sqlite",
    "NAME": str(VAR / "jatigi.sqlite3"),
    "TEST": {"NAME": str(VAR / f"test-{os.getpid()}.sqlite3")},
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA secure_delete=ON;"
        "PRAGMA cache_size=-16000;PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728;",
    },
}
_URL = os.environ.get("DATABASE_URL", "")
_database: dict[str, Any] = {**dj_database_url.parse(_URL)} if _URL else _SQLITE
if _URL.startswith("sqlite"):
    _database = {**_SQLITE, "NAME": _database["NAME"]}
DATABASES = {
    "default": {**_database, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": not _URL.startswith("sqlite")}
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Shared by all processes: tries of a password, codes that were used

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# Accounts

AUTHENTICATION_BACKENDS = ["jatigi.agencies.backends.AccountBackend"]
PASSWORD_HASHERS = ["jatigi.agencies.backends.PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "jatigi.agencies.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "jatigi.agencies.forms.SignInForm",
    "reauthenticate": "jatigi.agencies.forms.PasswordAgainForm",
    "change_password": "jatigi.agencies.forms.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}  # jatigi.agencies.throttle does this
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _flag("JATIGI_BEHIND_PROXY") else 0
MFA_ADAPTER = "jatigi.agencies.adapters.MfaAdapter"
MFA_FORMS = {
    "authenticate": "jatigi.agencies.forms.CodeForm",
    "reauthenticate": "jatigi.agencies.forms.CodeAgainForm",
    "activate_totp": "jatigi.agencies.forms.ActivateTotpForm",
    "add_webauthn": "jatigi.agencies.forms.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Jatigi"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
SESSION_IDLE = timedelta(minutes=30)
SESSION_ABSOLUTE = timedelta(hours=8)

# Nobody needs more files than this in so short a time: forty people at the door, each with a case, are eighty.
# None (0) in a demonstration, whose accounts are shared by whoever looks at it

READING_LIMIT = int(os.environ.get("JATIGI_READING_LIMIT", "0" if MODE == "demo" else "120"))
READING_WINDOW = timedelta(minutes=10)
READING_COUNTED = ("people.Person", "cases.Case")

# Cookies and transport

SECURE = _flag("JATIGI_SECURE", default=PRODUCTION)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 24 * 3600  # SESSION_ABSOLUTE ends it; a form left open overnight can still be resumed
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("JATIGI_BEHIND_PROXY") else None
BEHIND_PROXY = _flag("JATIGI_BEHIND_PROXY")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "jatigi.project.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Language and time: French first

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
locale.LANG_INFO.setdefault(
    "bm", {"bidi": False, "code": "bm", "name": "Bambara", "name_local": "Bamanankan"}
)
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
FORMAT_MODULE_PATH = ["jatigi.ui.formats"]
USE_TZ = True
TIME_ZONE = "Africa/Bamako"

# Files

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = MODE == "test"
WHITENOISE_AUTOREFRESH = MODE == "test"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# Files that come with the answers to a form. They are held in memory until they are sealed: nothing of them is written
# to a disk as it came

FORM_FILE_LIMIT = 10 * 1024 * 1024
FORM_ANSWER_LIMIT = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = FORM_ANSWER_LIMIT + DATA_UPLOAD_MAX_MEMORY_SIZE

# Mail is optional: notices stay in the application where there is none

EMAIL_HOST = os.environ.get("JATIGI_EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("JATIGI_EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("JATIGI_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("JATIGI_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = _flag("JATIGI_EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("JATIGI_EMAIL_FROM", "jatigi@localhost")
PUBLIC_URL = os.environ.get("JATIGI_PUBLIC_URL", "http://127.0.0.1:8000")

# Logs: JSON lines without a personal value

LOG_LEVEL = os.environ.get("JATIGI_LOG_LEVEL", "WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "jatigi.project.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "level": LOG_LEVEL}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
