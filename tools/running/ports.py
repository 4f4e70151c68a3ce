"""Where the daemon of a demonstration listens."""

import socket

PORT = 8480


def listen_address(port: int = PORT) -> str:
    """On loopback: the usual port if it is free, otherwise any."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As the daemon does: what a connection before left behind is not in the way.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return "127.0.0.1:0"
    return f"127.0.0.1:{port}"
