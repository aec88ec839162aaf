"""Forms parse and validate; they never save."""
