"""Ids in addresses. Users give ids to articles, so there may be slashes and even line breaks in them."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor


class _AnyId(Convertor[str]):
    """The rest of an address, whatever it is."""

    regex = r"[\s\S]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


def any_id(name: str) -> str:
    """A parameter of a route that takes the rest of the address."""
    return f"{{{name}:tidings_id}}"


register_url_convertor("tidings_id", _AnyId())
