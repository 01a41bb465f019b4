"""The test client: a browser without JavaScript. It sends the token of the form and never runs in an app context."""

import re
from typing import Any

from flask import Flask, has_app_context
from werkzeug.test import TestResponse

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Client:
    def __init__(self, app: Flask) -> None:
        self.browser = app.test_client()
        self.token = ""
        self.is_somebody = False

    def get(self, path: str, **options: Any) -> TestResponse:
        # In a shared context Flask-Login keeps the first visitor for all, and the request may inherit a write.
        assert not has_app_context()
        return self.browser.get(path, buffered=True, **options)

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        assert not has_app_context()
        self.token = self.token or self.find_token()
        return self.browser.post(path, data={"csrf_token": self.token, **(data or {})}, buffered=True, **options)

    def find_token(self) -> str:
        for page in ("/account", "/log-in"):
            if found := TOKEN.search(self.get(page).text):
                return found[1]
        raise AssertionError("no form with a token")

    def log_in(self, email: str, password: str) -> TestResponse:
        answer = self.post("/log-in", {"email": email, "password": password})
        self.token, self.is_somebody = "", answer.status_code == 303
        return answer
