"""The page of a dyad: its picture, and below it the same as a table. Works on plain data."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from tidings.markup.html import FOLDER, environment
from tidings.markup.neutral import neutralised_line


def relation_page(title: str, picture: bytes, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """One HTML file with an SVG picture and a table: nothing is loaded, nothing is executed; every cell is escaped."""
    style = "".join((FOLDER / name).read_text("utf-8") for name in ("style.css", "page.css", "relation.css"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment().get_template("relation.html.j2").render(
        title=neutralised_line(title), style=Markup(style), style_hash=f"sha256-{digest}",  # noqa: S704  our own files
        # As an image the drawing runs nothing, whatever it holds, and needs no inline style of the page.
        picture=f"data:image/svg+xml;base64,{base64.b64encode(picture).decode()}",
        columns=[neutralised_line(column) for column in columns],
        rows=[[neutralised_line(str(cell)) for cell in row] for row in rows],
    )  # fmt: skip
