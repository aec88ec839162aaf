"""E-mail: where it goes, from whom, and when the daily one is sent."""

from django.core.exceptions import ImproperlyConfigured

from factcheck.settings.environment import ALLOWED_HOSTS, HTTPS, env

#: In seconds. A mail server that says nothing would hold up all others.
EMAIL_TIMEOUT = 20
vars().update(env.email("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", default="Factcheck desk <desk@localhost>")

#: Where the links in e-mails lead: scheme and host, without a slash.
SITE = env.str("SITE", default=f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}").rstrip("/")
#: The hour of the daily e-mail, in TIME_ZONE.
MAIL_HOUR = env.int("MAIL_HOUR", default=7)
if MAIL_HOUR not in range(24):
    raise ImproperlyConfigured("MAIL_HOUR is an hour of the day, from 0 to 23.")
