"""What tools/crash does to the command line `paidan log append --ack`, and what must hold afterwards."""
