"""The servers of the tests are real, empty and their own."""

import psycopg
import pytest
import redis


def test_a_test_gets_an_empty_postgresql(postgres_url):
    """Nothing of another test is there, and the server speaks SQL."""
    with psycopg.connect(postgres_url) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()

    assert tables == (0,)


def test_a_test_gets_an_empty_valkey(valkey_url):
    """Nothing of another test is there."""
    client = redis.Redis.from_url(valkey_url)

    size = client.dbsize()

    assert size == 0
    client.close()


def test_a_server_of_ones_own_can_hang_die_and_come_back(make_valkey):
    """What the fault tests need: a paused server times out, a dead one refuses, a new one answers at the same place."""
    server = make_valkey(password="let me in")
    client = redis.Redis.from_url(server.url, socket_timeout=0.1, socket_connect_timeout=0.1, retry=None)

    server.pause()
    with pytest.raises(redis.TimeoutError):
        client.ping()
    server.resume()
    server.kill()
    with pytest.raises(redis.ConnectionError):
        client.ping()
    server.start()

    assert client.ping()
    client.close()
