"""How the desk stands: what an editor sees of it at one look. Every part has a fixed number of queries."""
