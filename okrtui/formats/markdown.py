"""Reading Markdown: headings, lists, bold lines and tables in which people keep their OKRs.

A document speaks in one of three ways, and its own labels decide. *Labelled*: somewhere it says
Objective, KR, 目标 …; then only what is labelled counts, and what stands directly over labelled key
results is their objective. *Lists*: it is about OKRs but labels nothing, and its items have items
of their own; those are objectives and key results. *Headings*: it labels nothing and its lists
are flat; the headings are the objectives. A document that is not about OKRs holds none.
"""

from __future__ import annotations

from okrtui.formats.markdown_walk import walk
from okrtui.formats.outline import outline
from okrtui.formats.tree import Found


def read_markdown(text: str, file: str) -> Found:
    """Return what a Markdown document holds."""
    return Found(file, *walk(outline(text)))
