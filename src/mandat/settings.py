"""Settings, read from the environment. Every one is described in docs/reference/settings.md."""

import os
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("MANDAT_DATA", "data")).resolve()
DEMO = os.environ.get("MANDAT_DEMO") == "1"
DEBUG = False


def _secret() -> str:
    """Return the installation's secret; `mandat init` and `mandat demo` write it once."""
    given = os.environ.get("MANDAT_SECRET_KEY")
    if given:
        return given
    kept = DATA / "secret-key"
    return kept.read_text() if kept.is_file() else "not-yet-initialised"


def database(url: str) -> dict[str, Any]:
    """Turn sqlite:///file or postgresql://user:password@host:port/name into Django's form.

    Raises ValueError when the scheme is neither.
    """
    parsed = urlparse(url)
    if parsed.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parsed.path[1:],
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000"
                ),
            },
        }
    if parsed.scheme in ("postgres", "postgresql"):
        query = dict(part.split("=", 1) for part in parsed.query.split("&") if "=" in part)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parsed.path[1:]),
            "USER": unquote(parsed.username or ""),
            "PASSWORD": unquote(parsed.password or ""),
            "HOST": unquote(query.get("host", parsed.hostname or "")),
            "PORT": str(parsed.port or ""),
            "CONN_MAX_AGE": 60,
        }
    raise ValueError(f"MANDAT_DATABASE: expected sqlite:///… or postgresql://…, got {url!r}")


def negotiated(text: str) -> dict[str, date]:
    """Read `pulse:2026-10-01,felt:2026-10-01`.

    Raises ValueError where it is not a measure, a colon and a day.
    """
    found = {}
    for part in filter(None, text.split(",")):
        measure, _, day = part.strip().partition(":")
        try:
            found[measure] = date.fromisoformat(day)
        except ValueError:
            raise ValueError(
                f"MANDAT_MEASURES_NEGOTIATED: expected measure:YYYY-MM-DD, got {part!r}"
            ) from None
    return found


SECRET_KEY = _secret()
ALLOWED_HOSTS = os.environ.get("MANDAT_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("MANDAT_ORIGINS", "").split(",") if o]
DATABASES = {
    "default": database(
        os.environ.get("MANDAT_DATABASE", f"sqlite:///{DATA / ('demo' if DEMO else 'mandat')}.db")
    )
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "template_partials",
    "allauth",
    "allauth.account",
    "mandat",
]
MIDDLEWARE = [
    # First, so that it also packs what WhiteNoise serves.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "mandat.api.middleware.ApiMiddleware",
    "mandat.web.middleware.PermissionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mandat.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mandat.web.middleware.MemberMiddleware",
]
ROOT_URLCONF = "mandat.web.urls"
WSGI_APPLICATION = "mandat.web.wsgi.application"
ROOMS_WITH_TEMPLATES = (
    "web", "power", "services", "handover", "evidence", "growth", "record", "notices", "api",
)  # fmt: skip
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / room / "templates" for room in ROOMS_WITH_TEMPLATES],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mandat.web.context.layout",
            ],
            "builtins": [
                "mandat.web.tags",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]

FORM_RENDERER = "mandat.web.forms.Renderer"
CSRF_FAILURE_VIEW = "mandat.web.pages.stale_form"

# Measures of people that the organisation does without; each is described on /measures/.
MEASURES_OFF = frozenset(os.environ.get("MANDAT_MEASURES_OFF", "").split(",")) - {""}

# When each measure was negotiated with those it concerns; shown on /measures/.
MEASURES_NEGOTIATED = negotiated(os.environ.get("MANDAT_MEASURES_NEGOTIATED", ""))

# Which questions the pulse asks: our own five, or HME's nine for Swedish public bodies.
PULSE = "hme" if os.environ.get("MANDAT_PULSE") == "hme" else "own"

# How many times a minute one token may ask.
ASK_PER_MINUTE = int(os.environ.get("MANDAT_ASK_PER_MINUTE", "600"))

# The matters, by key, whose past cases may be practised on. None unless the organisation says so.
PRACTICE_MATTERS = frozenset(
    os.environ.get("MANDAT_PRACTICE", "course,travel" if DEMO else "").replace(" ", "").split(",")
) - {""}

# A file with the organisation's own questions for the pulse, such as HME's official wording.
PULSE_FILE = os.environ.get("MANDAT_PULSE_FILE", "")

# The key of the role that looks at feedback somebody has reported as abuse.
REPORTS_ROLE = os.environ.get("MANDAT_REPORTS_ROLE", "")

# How large a voice or a picture may be that comes with feedback, in megabytes.
SOUND_MB = int(os.environ.get("MANDAT_SOUND_MB", "5"))
PICTURE_MB = int(os.environ.get("MANDAT_PICTURE_MB", "15"))
# Files that are sent stay in memory until they have been looked at, never on disk.
FILE_UPLOAD_HANDLERS = [
    "mandat.common.uploads.Capped",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = (SOUND_MB + PICTURE_MB + 1) * 1_000_000

AUTH_USER_MODEL = "mandat.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "mandat.web.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "mandat.web.accounts.LoginForm",
    "reset_password": "mandat.web.accounts.ResetPasswordForm",
    "reset_password_from_key": "mandat.web.accounts.ResetPasswordKeyForm",
    "change_password": "mandat.web.accounts.ChangePasswordForm",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
_WITH_SENTENCES = (*ROOMS_WITH_TEMPLATES, "common", "cli", "jobs")
LOCALE_PATHS = [HERE / room / "locale" for room in _WITH_SENTENCES]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("MANDAT_TIME_ZONE", "Europe/Stockholm")

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
# Off only where pages are served on this machine alone, without TLS in front (the demo).
BEHIND_TLS = os.environ.get("MANDAT_TLS", "0" if DEMO else "1") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("MANDAT_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("MANDAT_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("MANDAT_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("MANDAT_SMTP_PASSWORD", "")
# "starttls" begins in the clear and then protects; "tls" protects from the first byte.
_smtp_tls = os.environ.get("MANDAT_SMTP_TLS", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _smtp_tls == "starttls", _smtp_tls == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("MANDAT_SMTP_FROM", "Mandat <mandat@localhost>")
# Where links in mails lead.
ADDRESS = os.environ.get(
    "MANDAT_ADDRESS", next(iter(CSRF_TRUSTED_ORIGINS), "http://localhost:8000")
).rstrip("/")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("MANDAT_LOG", "WARNING")},
}
