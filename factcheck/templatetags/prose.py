"""Rationales in templates."""

from django import template

from factcheck.prose import as_html

register = template.Library()
register.filter("prose", as_html)
