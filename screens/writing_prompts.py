"""What is asked for while one writes: one field at a time, in the grammar of the change prompt."""

from __future__ import annotations

from okrtui.meeting import intents
from okrtui.meeting.lines.change import change_line, needs_reason
from okrtui.model.codec import TABLE_OF
from okrtui.model.records import Task
from screens.meeting_prompts_ask import Asking
from screens.meeting_prompts_tree import is_draft
from screens.writing_rows import TEXTS, Item, typed as typed_form


class WritingPrompts(Asking):
    """The prompt of a field, and of why it changes; a draft and a wording of it ask for no why."""

    def field(self, item: Item, field: str, *, text: str | None = None) -> None:
        """Ask for the value of a field; `text`: one that is offered instead of what it is now."""
        ground = self._ground()
        name, table = field.replace("_", " "), TABLE_OF[type(item)]

        def read(line: str, why: str) -> intents.Intent:
            value = line.strip()
            if field in TEXTS and value in {"", "-"}:
                return intents.ChangeField(table, item.id, field, "", why)
            return change_line(f"{name}: {value}", item, ground, why)

        self._with_reason(
            f"write:{item.id}:{field}",
            f"history.field_{field}",
            read,
            was=typed_form(item, field, ground.books),
            text=text,
            hint=f"writing.hint_{field}" if field in _HINTED else "",
            advised=not isinstance(item, Task),
            empty=field in TEXTS,
            needs_why=lambda intent: True if needs_reason(intent) and not is_draft(item) else None,
        )


_HINTED = frozenset(
    [
        "method", "whose_problem", "by_when", "effect", "metric", "direction", "owner", "assignee",
        "due", "category", "dimension", "origin", "ambition", "progress_of",
    ]
)  # fmt: skip
