"""The components of the interface in their states, for developers: made of rows that are never saved."""
