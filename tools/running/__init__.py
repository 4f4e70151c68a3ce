"""What tools/run shows: a daemon of its own, a made-up day in it, and what to try."""
