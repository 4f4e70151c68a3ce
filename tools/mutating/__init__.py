"""Tests of the tests: the log with one sync, one check, one order taken away, and whether anything fails then."""
