"""What buttons carry: which were pressed, about what; pure."""
