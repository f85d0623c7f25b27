"""What is asked for at one's own OKRs, in the words of the meeting's prompts."""

from __future__ import annotations

from screens.meeting_prompts_entries import Entering
from screens.meeting_prompts_review import Reviewing
from screens.meeting_prompts_tree import Growing


class MemberPrompts(Reviewing, Entering, Growing):
    """The prompts of a meeting; those that take one are not opened here."""
