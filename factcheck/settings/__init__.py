"""Settings come from the environment and fail loudly: nothing that matters has a silent default.

README.md lists the variables. SECRET_KEY (or SECRET_KEY_FILE) and ALLOWED_HOSTS must be given.
"""

import sys

from django.core.exceptions import ImproperlyConfigured

from factcheck.settings.accounts import *  # noqa: F403
from factcheck.settings.environment import *  # noqa: F403
from factcheck.settings.environment import BASE_DIR, VAR_DIR, env
from factcheck.settings.mail import *  # noqa: F403
from factcheck.settings.web import *  # noqa: F403

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "lucide",
    "rules",
    "simple_history",
    "template_partials",
    "annotations",
    "factcheck.accounts",
    "factcheck",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "factcheck.middleware.request_id",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "factcheck.middleware.htmx_redirects",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "factcheck.middleware.never_cached",
    "factcheck.middleware.signing_out",
    "factcheck.middleware.DeskErrors",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "template_partials.templatetags.partials",
                "factcheck.templatetags.icons",
                "factcheck.templatetags.prose",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "factcheck.context_processors.desk",
            ],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'desk.sqlite3'}")}
_DATABASE = DATABASES["default"]
if _DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    from factcheck.sqlite import OPTIONS

    _DATABASE["OPTIONS"] = OPTIONS
    # A connection for each thread, kept: to open one reads the whole schema, and to close the last one writes the log
    # back into the file, which together take longer than all else that saves a verdict.
    _DATABASE["CONN_MAX_AGE"] = 60
elif _DATABASE["ENGINE"] == "django.db.backends.postgresql":
    _DATABASE["OPTIONS"] = {"pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=8)}}
else:
    raise ImproperlyConfigured("DATABASE_URL has to name SQLite or PostgreSQL.")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

#: Background work is queued in the database, in the transaction that asks for it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
#: Off where ``manage.py db_worker`` runs in processes of its own.
BACKGROUND_WORKER = env.bool("BACKGROUND_WORKER", default=True)

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "factcheck.static_files.DeskStorage"},
}

#: So many items of evidence go with "verified" and with "disputed", at least.
REQUIRED_EVIDENCE = env.int("REQUIRED_EVIDENCE", default=1)

#: Two more fields of an answer, optional for whoever answers. Off: they are not asked, what was said before is shown.
ASK_CONFIDENCE = env.bool("ASK_CONFIDENCE", default=False)
ASK_WHAT_WOULD_CHANGE_MY_MIND = env.bool("ASK_WHAT_WOULD_CHANGE_MY_MIND", default=False)

#: So many bytes a file has at most that is attached to a source.
MAX_ATTACHMENT = env.int("MAX_ATTACHMENT", default=10_000_000)

#: Above the text limit, so that a text that is too long is answered with a sentence and not cut off.
DATA_UPLOAD_MAX_MEMORY_SIZE = 24_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 24_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_ENABLED = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "stream": sys.stderr}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Each look at the queue that finds something would be told of twice.
    "loggers": {"rules": {"level": "WARNING"}, "django_tasks_db": {"level": "WARNING"}},
}
