"""What people type, or paste, and mean as it stands.

The one table that every widget and every writer is shown. The names are for test ids.
"""

from __future__ import annotations

from collections.abc import Iterable

HOSTILE: dict[str, str] = {
    # markup of the screens
    "rich_tags": "[bold]urgent[/bold] [red on blue]now[/]",
    "rich_unclosed": "[urgent] fix the thing [/x]",
    "rich_link": "[link=https://example.org]here[/link]",
    "textual_action": "[@click=app.quit]leave[/] [@click=app.bell()]ring[/]",
    "textual_variable": "[$error]$text[/] [b",
    "rich_escaped": r"\[bold] C:\new\table \\[b]\n",
    "format_string": "100 % {name} {0} {} %s %(x)s ${HOME} $(id) `id`",
    # what a terminal would obey
    "escape_colour": "\x1b[31mred\x1b[0m",
    "escape_title": "\x1b]0;owned\x07 \x1b]52;c;ZWNobw==\x07",
    "escape_clear": "\x1b[2J\x1b[H\x9b2J",
    "controls": "a\x00b\x08c\x07d\x7fe\x85f",
    "carriage_return": "good news\rbad news",
    # line ends
    "newlines": "first line\nsecond line\r\nthird line",
    "blank_lines": "\n\n  between blank lines  \n\n",
    "other_line_ends": "vertical\x0bform\x0cseparators\u2028line\u2029paragraph",
    "tabs": "a\tb\t\tc",
    # Markdown
    "markdown_emphasis": "*a* **b** _c_ __d__ ***e*** snake_case_name 2*3*4 **强调。**后",
    "markdown_code": "`code` ``two`` ``` ~~~",
    "markdown_links": "[text](https://example.org) ![img](x.png) [ref][1] [^1] [ ] [x]",
    "markdown_heading": "# not a heading #",
    "markdown_setext": "===",
    "markdown_rule": "---",
    "markdown_bullet": "- not a bullet",
    "markdown_plus": "+ nor this",
    "markdown_star": "* nor this",
    "markdown_numbered": "1. not a number",
    "markdown_bracketed": "2026) nor this",
    "markdown_quote": "> not a quote",
    "markdown_fence": "```python",
    "markdown_indent": "    four blanks before",
    "markdown_table": "a | b | c",
    "markdown_table_row": "| --- | :-: |",
    "markdown_strike": "3~5 days, ~~gone~~",
    "markdown_backslash": r"C:\temp\*.log, \\host\share",
    "markdown_ends_in_backslash": "ends in a backslash \\",
    "markdown_autolink": "<https://a.example> www.example.org https://a.example/b_c_d me@a.example",
    "markdown_mention": "@lin and @all see #12, GH-7 and owner/repo#3",
    "markdown_math": "$x_1$ and $$y^2$$",
    "markdown_footnote": "[^1]: a note",
    "markdown_reference": "[ref]: https://example.org 'title'",
    # HTML
    "html_tag": "<b>bold</b> <script>alert(1)</script>",
    "html_comment": "<!-- gone? --> still here",
    "html_block": "<div>\n<table>",
    "html_entities": "&amp; &lt;b&gt; &#35; &copy; AT&T &nbsp;",
    "html_attribute": '" onmouseover="alert(1)" x=\'',
    "comparison": "p95 < 300 ms && error rate > 0.1 %, a<b",
    # reading direction and width
    "rtl": "שלום עולם, مرحبا بالعالم",
    "bidi_override": "user\u202etxt.exe\u202c and \u2066isolated\u2069",
    "cjk": "将支付接口的 p95 延迟降到 300 毫秒以内（含供应商调用）；负责人：林",
    "fullwidth": "ＫＲ１：完成度１００％【重点】／？＝＋－",
    "emoji": "🚀 👩‍💻 👨‍👩‍👧‍👦 🇨🇳 ⚠️ ✅ 1️⃣ ❤️",
    "combining": "e\u0301a\u0308 Z\u0351\u0343\u030fa\u0337\u035el\u0334g\u0335o\u0336",
    "zero_width": "zero\u200bwidth\u200cjoin\u200der\ufeff\u2060",
    "only_zero_width": "\u200b\u200d\ufeff",
    "devanagari": "क्षत्रिय",
    "lone_surrogate": "half \ud800 a pair \udc80",
    "noncharacter": "\ufffe\uffff\U0010ffff",
    # size
    "empty": "",
    "blank": "   ",
    "one_letter": "x",
    "very_long": "a rather long sentence that goes on " * 60,
    "very_long_word": "x" * 2000,
    "very_long_cjk": "很长的一句话" * 200,
    # numbers and formulas
    "formula": '=HYPERLINK("https://example.org")',
    "json": '{"kr": "lin/O1/KR1", "note": "\\u0000"}',
    "path": "../../etc/passwd; rm -rf /",
}
"""What people type, by a name for it."""

HOSTILE_LINES: dict[str, str] = {
    name: text
    for name, text in HOSTILE.items()
    if text.strip() and len(text) <= 500 and text.isprintable()
}
"""Those that can be typed into a field of one line and are stored as they stand."""


def in_fives(texts: Iterable[str]) -> list[list[str]]:
    """Return texts five by five, for screens that take longer to open than to show them."""
    whole = list(texts)
    return [whole[at : at + 5] for at in range(0, len(whole), 5)]
