"""Settings from the environment and instance/config.py, checked at start."""

import os
import secrets
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class Misconfigured(RuntimeError):
    """A setting cannot be used; the message says which and what to do."""


def instance_folder() -> Path:
    return Path(os.environ.get("CHAPTERAPP_INSTANCE") or ROOT / "instance").resolve()


def database_url(instance: Path) -> str:
    """DATABASE_URL with the driver we ship, or the SQLite file of the instance."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{instance / 'chapterapp.db'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    if not url.startswith(("sqlite:", "postgresql+psycopg:")):
        raise Misconfigured("DATABASE_URL has to begin with postgresql:// or sqlite:///.")
    return url


def secret_key(instance: Path) -> str:
    """SECRET_KEY from the environment, else one made at the first start and kept in the instance folder."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    file = instance / "secret-key"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as new:
        key = secrets.token_urlsafe(48)
        new.write(key)
    return key


def load() -> dict[str, Any]:
    instance = instance_folder()
    instance.mkdir(parents=True, exist_ok=True)
    base_url = os.environ.get("BASE_URL", "").rstrip("/")
    hosts = [host for host in os.environ.get("TRUSTED_HOSTS", "").split(",") if host]
    return {
        "INSTANCE": instance,
        "SECRET_KEY": secret_key(instance),
        "SQLALCHEMY_DATABASE_URI": database_url(instance),
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_size": 10},
        "BASE_URL": base_url,
        "TRUSTED_HOSTS": hosts or None,
        "BEHIND_PROXY": os.environ.get("BEHIND_PROXY") == "1",
        "SESSION_COOKIE_NAME": "chapterapp",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SECURE": base_url.startswith("https://"),
        "PERMANENT_SESSION_LIFETIME": 31 * 24 * 3600,
        "SESSION_REFRESH_EACH_REQUEST": False,  # the session ends by its row, so no answer has to sign a cookie anew
        "SESSION_PROTECTION": None,
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_CONTENT_LENGTH": 256 * 1024,
        "MAX_FORM_MEMORY_SIZE": 256 * 1024,
        "JOBS_IMMEDIATE": False,
        "JOB_LEASE_SECONDS": float(os.environ.get("JOB_LEASE_SECONDS", "30")),
        "JOB_SWEEP_SECONDS": float(os.environ.get("JOB_SWEEP_SECONDS", "20")),
        "PRESS_REST_SECONDS": 40.0,
        "SECTIONS_MEGABYTES": float(os.environ.get("SECTIONS_MEGABYTES", "200")),
        "TEMPLATES_AUTO_RELOAD": False,
    }
