"""Hostile bytes, guided by coverage: `tools/fuzz reader` and `tools/fuzz recovery`."""
