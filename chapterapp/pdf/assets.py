"""What a printed page may fetch: our own files by name, and the images that came with the job. No network, no files."""

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

from chapterapp.config import ROOT

ASSETS = {"marks.ttf": (ROOT / "static" / "fonts" / "marks.ttf", "font/ttf")}


class OwnFetcher(URLFetcher):
    """`asset:marks.ttf` and `image:<name>`; everything else is refused, and the page goes on without it."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("asset", "image"), allow_redirects=False)
        self._images = images

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        if scheme == "image" and name in self._images:
            data = self._images[name]
            return URLFetcherResponse(url, data, {"Content-Type": _type_of(data)})
        if scheme == "asset" and name in ASSETS:
            file, kind = ASSETS[name]
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})
        raise ValueError("not one of ours")


def _type_of(data: bytes) -> str:
    return (
        "image/svg+xml" if data.startswith(b"<svg") else "image/jpeg" if data.startswith(b"\xff\xd8") else "image/png"
    )
