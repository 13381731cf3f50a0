"""What the paper says of itself: its kind, council, body, title, own dates, people, and whether it may be published."""
