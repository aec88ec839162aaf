import logging
import os

from django.core.wsgi import get_wsgi_application

from factcheck.checks import sqlite_library

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

application = get_wsgi_application()

# A server runs no system checks of its own; what this one says is worth hearing at every start.
for warning in sqlite_library(None):
    logging.getLogger("factcheck").warning("%s %s", warning.msg, warning.hint)
