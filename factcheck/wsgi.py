import gc
import logging
import os
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from factcheck.checks import sqlite_library

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

_desk = get_wsgi_application()

# A server runs no system checks of its own; what this one says is worth hearing at every start.
for warning in sqlite_library(None):
    logging.getLogger("factcheck").warning("%s %s", warning.msg, warning.hint)

from factcheck import worker  # noqa: E402  # its models need Django set up

# The views, which Django would load with the first request. What is loaded by now stays as long as the process, and
# looking for garbage among it held one request in thirty up for longer than all else it does.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """The desk. The first request starts the process's background worker: by then no server forks it any more."""
    worker.start()
    return _desk(environ, start_response)
