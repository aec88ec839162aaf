"""The id of the request or command under way, for the events it leaves."""

from contextvars import ContextVar

#: Empty outside a request. Set by the middleware and by management commands.
current_request: ContextVar[str] = ContextVar("current_request", default="")
