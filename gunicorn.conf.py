"""With SQLite one process, since it lets one write at a time; with PostgreSQL two, each listening for itself, so that
the kernel shares out the connections. Eight threads each."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
is_postgresql = os.environ.get("DATABASE_URL", "").startswith("postgres")
workers = int(os.environ.get("WEB_CONCURRENCY") or 1 + is_postgresql)
reuse_port = workers > 1
threads = 8
control_socket_disable = True
timeout = 60
graceful_timeout = 10
loglevel = "warning"
