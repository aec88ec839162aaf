"""Where the desk stands, and what the environment says of it."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    try:
        SECRET_KEY = Path(env.str("SECRET_KEY_FILE")).read_text(encoding="ascii").strip()
    except (ImproperlyConfigured, OSError) as problem:
        raise ImproperlyConfigured("Set SECRET_KEY, or SECRET_KEY_FILE to a readable file.") from problem
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
#: Off only on loopback, where there is no certificate.
HTTPS = env.bool("HTTPS", default=True)
