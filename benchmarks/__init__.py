"""Side-by-side measurements, each with its command. Never part of the tests."""
