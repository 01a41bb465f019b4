"""What the worker runs for packets."""
