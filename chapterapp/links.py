"""Addresses that leave the page: in a message, on paper."""

from typing import Any

from flask import current_app, url_for


def full_address(endpoint: str, **values: Any) -> str:
    """With the host in front: the configured BASE_URL, else the host that was asked."""
    base: str = current_app.config["BASE_URL"]
    return base + url_for(endpoint, **values) if base else url_for(endpoint, _external=True, **values)
