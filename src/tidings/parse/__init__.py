"""Article to spaCy Doc: the only room that loads a model, and the helpers that read a parse.

Later rooms hang what they find on the Doc (``doc._.tidings_times`` and so on), as lists of records whose
offsets are characters of ``doc.text``.
"""

from tidings.parse.extensions import register_extensions
from tidings.parse.parser import load_parser
from tidings.parse.pieces import Piece, split_pieces

register_extensions()

__all__ = ["Piece", "load_parser", "register_extensions", "split_pieces"]
