"""From bytes to text: what encodings OKR documents really come in."""

from __future__ import annotations

from okrtui.text.errors import Refused

LIMIT = 64 * 1024 * 1024
LINES = 100_000
_OURS = b'{\n "format": "okrtui"'
"""How our own export begins: what was saved can be brought back, whatever its size."""


def decode(data: bytes, file: str) -> str:
    """Return the text of a file: UTF-8 (with or without BOM), UTF-16, else GB 18030.

    Raises:
        Refused: it is none of these, or larger than `LIMIT` bytes.
    """
    if len(data) > LIMIT and not data.startswith(_OURS):
        raise Refused("formats.too_large", file=file, limit=LIMIT // (1024 * 1024))
    for encoding in _candidates(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("formats.not_text", file=file)


def check_length(text: str, file: str) -> None:
    """Check that a document that people write has no more than `LINES` lines.

    Raises:
        Refused: it has; reading it would keep somebody waiting for nothing that is OKRs.
    """
    if text.count("\n") > LINES:
        raise Refused("formats.too_long", file=file, limit=LINES)


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    head = data[:2000]
    # UTF-16 without a mark: commas, blanks and line ends have a zero on the same side each time.
    high, low = head[::2].count(0), head[1::2].count(0)
    if low > 4 * high + 1:
        return ("utf-16-le", "utf-8-sig")
    if high > 4 * low + 1:
        return ("utf-16-be", "utf-8-sig")
    return ("utf-8-sig", "gb18030")
