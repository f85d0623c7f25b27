"""The minutes as one HTML file: no script, nothing from elsewhere, good on paper and in the dark.

It is made from the content and not from the Markdown, so that nothing typed is read as either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from okrtui.minutes.blocks import Block, Bullets, Item, Paragraph, Table
from okrtui.minutes.content import Content
from okrtui.minutes.paper import paper
from okrtui.minutes.phrases import Markup, Phrases
from okrtui.text.harmless import harmless
from okrtui.text.words import Words

_LANGUAGES: Final = {"en": "en", "zh": "zh-Hans"}
_FROM_THE_RIGHT: Final = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE: Final = """\
:root { color-scheme: light dark; --ink: #1d2126; --soft: #5b6470; --line: #d5d9de; --page: #fff }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e3e6ea; --soft: #9aa4b0; --line: #3a4149; --page: #16191d }
}
body {
  max-width: 46rem; margin: 2.5rem auto; padding: 0 1.25rem; color: var(--ink);
  background: var(--page); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans",
  "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.5em; line-height: 1.3; margin: 0 0 .4em }
h2 {
  font-size: 1.1em; margin: 1.7em 0 .45em; padding-bottom: .2em;
  border-bottom: 1px solid var(--line);
}
header p { color: var(--soft); margin: .3rem 0 }
ul { padding-left: 1.2rem; margin: .4rem 0 }
li { margin: .25rem 0 }
table { border-collapse: collapse; width: 100%; font-size: .95em }
th, td {
  text-align: start; vertical-align: top; padding: .35em .75em .35em 0;
  border-bottom: 1px solid var(--line);
}
th { color: var(--soft); font-weight: 600; white-space: nowrap }
td:not(:nth-child(2)) { white-space: nowrap }
@media (max-width: 34rem) { td:not(:nth-child(2)) { white-space: normal } }
@media print {
  :root { --ink: #000; --soft: #444; --line: #bbb; --page: #fff }
  body { max-width: none; margin: 0; padding: 0; font-size: 10pt; line-height: 1.4 }
  h1, h2 { break-after: avoid }
  tr { break-inside: avoid }
  li { orphans: 2; widows: 2 }
}
@page { margin: 18mm 16mm }"""


def write_html(content: Content, words: Words) -> str:
    """Return the minutes as an HTML file in the language of `words`; the same bytes each time."""
    made = paper(content, Phrases(words, content.day.year, HTML))
    title = re.sub(r"</?bdi>", "", made.title)
    lines = [
        "<!doctype html>",
        f'<html lang="{_LANGUAGES[words.language]}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{title}</title>",
        f"<style>\n{_STYLE}\n</style>",
        "</head>",
        "<body>",
        "<header>",
        f"<h1>{made.title}</h1>",
        *(f"<p>{text}</p>" for text in made.head),
        "</header>",
        "<main>",
    ]
    for section in made.sections:
        lines += ["<section>", f"<h2>{section.title}</h2>"]
        for block in section.blocks:
            lines += _block(block)
        lines.append("</section>")
    return "\n".join([*lines, "</main>", "</body>", "</html>"]) + "\n"


def _typed(text: str) -> str:
    """Return what a person typed, on one line, as text of HTML.

    A text that is read from the right is kept to itself, so that it turns nothing beside it.
    """
    literal = escape(harmless(" ".join(text.split())))
    return f"<bdi>{literal}</bdi>" if _FROM_THE_RIGHT.search(literal) else literal


HTML: Final = Markup(typed=_typed, strong="<strong>{}</strong>")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield f"<p>{text}</p>"
        case Bullets(items):
            yield from _items(items)
        case Table(head, rows):
            yield "<table>"
            yield f"<thead><tr>{_cells('th', head)}</tr></thead>"
            yield "<tbody>"
            yield from (f"<tr>{_cells('td', row)}</tr>" for row in rows)
            yield "</tbody>"
            yield "</table>"


def _items(items: Sequence[Item]) -> Iterator[str]:
    yield "<ul>"
    for item in items:
        if item.below:
            yield f"<li>{item.text}"
            yield from _items(item.below)
            yield "</li>"
        else:
            yield f"<li>{item.text}</li>"
    yield "</ul>"


def _cells(tag: str, cells: Sequence[str]) -> str:
    return "".join(f"<{tag}>{cell}</{tag}>" for cell in cells)
