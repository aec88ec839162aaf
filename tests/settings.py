"""The desk's settings for its tests. The environment has the last word, so that CI can name a PostgreSQL."""

import os

os.environ.setdefault("SECRET_KEY", "for-tests-only")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,testserver")
os.environ.setdefault("HTTPS", "false")
os.environ.setdefault("EMAIL_URL", "memorymail://")
os.environ.setdefault("DATABASE_URL", "sqlite:///var/test.sqlite3")

from factcheck.settings import *  # noqa: F403
from factcheck.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES, VAR_DIR

# Empty: WhiteNoise looks at each collected file for each client, a fifth of the suite's time. And it warns of a
# missing folder.
STATIC_ROOT = VAR_DIR / "no-static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS += ["zeal"]
MIDDLEWARE.insert(0, "zeal.middleware.zeal_middleware")
ZEAL_RAISE = True
# Signing out fetches the session again, the page of a person fetches a second one beside its reader, and who answers
# from the queue draws the next claim with the same request: two, not N.
ZEAL_ALLOWLIST = [
    {"model": "sessions.Session", "field": "get()"},
    {"model": "accounts.User", "field": "get()"},
    {"model": "factcheck.EventCounter", "field": "get()"},
]
ACCOUNT_RATE_LIMITS = False
# Most tests are about something else; those of evidence ask for it.
REQUIRED_EVIDENCE = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in real life: in memory, the live server's threads would share one connection.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    # Threads of tests end and leave nothing open to the database that is to be dropped.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
else:
    # The pool would keep connections to the test database that is to be dropped.
    DATABASES["default"]["OPTIONS"] = {}
