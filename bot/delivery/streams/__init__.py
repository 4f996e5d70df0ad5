"""The inbox of many processes: streams in a Redis or Valkey that keeps what it is given."""
