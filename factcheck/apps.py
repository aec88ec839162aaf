from django.apps import AppConfig


class FactcheckConfig(AppConfig):
    name = "factcheck"
    verbose_name = "Fact-checking"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from factcheck import checks  # noqa: F401, PLC0415  (registers the start-up checks; models must be loaded first)
