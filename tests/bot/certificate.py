"""A certificate that nobody has signed, for servers of tests behind TLS."""

import shutil
import subprocess
from pathlib import Path

import pytest


def made_certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate for the host `name` in `folder`, and its key; the test is left out where openssl is missing."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    made, key = folder / "cert.pem", folder / "key.pem"
    kind = ["-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(made)]
    whose = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    subprocess.run([openssl, "req", *kind, *whose], check=True, capture_output=True, timeout=60)
    return made, key
