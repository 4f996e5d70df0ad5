"""A post -> what is known of it, kept without the post's words."""
