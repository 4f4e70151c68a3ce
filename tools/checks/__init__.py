"""The repository's rules about itself. Each module has one kind of rule and a `check` that yields findings."""
