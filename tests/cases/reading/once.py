"""Readers know no database: a run on one of them is enough."""

import os

import pytest

ONCE = pytest.mark.skipif(bool(os.environ.get("TEST_DATABASE_URL")), reason="readers know no database: once is enough")
