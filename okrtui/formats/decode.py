"""From bytes to text: what encodings OKR documents really come in."""

from __future__ import annotations

from okrtui.text.errors import Refused

LIMIT = 64 * 1024 * 1024


def decode(data: bytes, file: str) -> str:
    """Return the text of a file: UTF-8 (with or without BOM), UTF-16, else GB 18030.

    Raises:
        Refused: it is none of these, or larger than `LIMIT` bytes.
    """
    if len(data) > LIMIT:
        raise Refused("formats.too_large", file=file, limit=LIMIT // (1024 * 1024))
    for encoding in _candidates(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("formats.not_text", file=file)


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    head = data[:2000]
    # UTF-16 without a mark: every other byte of Western text is zero.
    if len(head) > 3 and head[1::2].count(0) > len(head) // 3:
        return ("utf-16-le", "utf-8-sig")
    if len(head) > 3 and head[::2].count(0) > len(head) // 3:
        return ("utf-16-be", "utf-8-sig")
    return ("utf-8-sig", "gb18030")
