"""Functions: gate, form, action, answer."""
