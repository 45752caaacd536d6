"""The HTTP API over a store, and the page: read-only, on this machine unless told otherwise."""

from tidings.serve.app import make_app
from tidings.serve.limits import Limits

__all__ = ["Limits", "make_app"]
