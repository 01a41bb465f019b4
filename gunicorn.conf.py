"""One process, eight threads: what SQLite wants, and enough for a chapter. More processes only with PostgreSQL."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
threads = 8
control_socket_disable = True
timeout = 60
graceful_timeout = 10
loglevel = "warning"
