"""HTML to PDF (written in its own room; this line holds its place)."""


class Press:
    def rest(self, idle_seconds: float) -> None: ...
    def stop(self) -> None: ...


press = Press()
