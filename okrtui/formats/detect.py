"""Which format a document is in, and reading it: the one door of import."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, get_args

from okrtui.formats.decode import check_length, decode
from okrtui.formats.tree import Found
from okrtui.text.errors import Refused, WrongUsage

Format = Literal["markdown", "csv", "json", "toml", "yaml"]
FORMATS: tuple[Format, ...] = get_args(Format)

_ENDINGS: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".txt": "markdown",
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "json",
    ".toml": "toml",
    ".yaml": "yaml",
    ".yml": "yaml",
}


def read(path: Path | None, data: bytes, as_: str | None = None) -> Found:
    """Return what a document holds.

    Args:
        path: where it came from; None or `-` is the standard input.
        data: its bytes.
        as_: the format that the user named, else the ending of the file decides, else its content.

    Raises:
        Refused: it cannot be read as what it is; file and line are told.
        WrongUsage: `as_` is no format that we know.
    """
    file = "-" if path is None or str(path) == "-" else str(path)
    if as_ is not None and as_ not in FORMATS:
        raise WrongUsage("formats.unknown_format", format=as_, known=", ".join(FORMATS))
    text = decode(data, file)
    kind: str = as_ or format_of(path, text)
    if kind != "json":
        check_length(text, file)
    # Each reader is imported when a document asks for it; Markdown's costs 30 ms.
    if kind == "csv":
        from okrtui.formats.sheet import read_csv

        return read_csv(text, file)
    if kind == "markdown":
        from okrtui.formats.markdown import read_markdown

        return read_markdown(text, file)
    if kind == "json":
        return _json(text, file)
    from okrtui.formats.nested import lines_of, read_nested

    value = _toml(text, file) if kind == "toml" else _yaml(text, file)
    return read_nested(value, file, lines_of(text))


def format_of(path: Path | None, text: str) -> Format:
    """Return the format that a file's ending says, or else the beginning of its text."""
    ending = path.suffix.lower() if path is not None else ""
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    return (
        "json"
        if text.lstrip()[:1] in {"{", "["} and text.rstrip()[-1:] in {"}", "]"}
        else "markdown"
    )


def _json(text: str, file: str) -> Found:
    from okrtui.formats.export_json import is_workspace, restore_value, tree_of
    from okrtui.formats.nested import lines_of, read_nested
    from okrtui.formats.strict_json import parse_json

    value = parse_json(text, file)
    if is_workspace(value):
        ops = restore_value(value, file)
        return Found(file, tree_of(ops), ops=ops)
    return read_nested(value, file, lines_of(text))


def _toml(text: str, file: str) -> Any:
    import tomllib

    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise Refused("formats.bad_toml", file=file, error=str(error)) from error


def _yaml(text: str, file: str) -> Any:
    import importlib

    try:
        # An extra: most teams have no YAML, and it is half as large as the rest.
        yaml = importlib.import_module("ruamel.yaml")
    except ImportError as error:
        raise Refused("formats.needs_yaml", file=file) from error
    try:
        return yaml.YAML(typ="safe", pure=True).load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        said = " ".join(str(error).split())[:200]
        raise Refused("formats.bad_yaml", file=file, error=said) from error
