"""What tools/test runs: the checks, the Swift tests and the Python tests, summed up in one line."""
