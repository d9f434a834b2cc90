"""When something shall happen: date rules, time rules and the queue of scheduled events."""
