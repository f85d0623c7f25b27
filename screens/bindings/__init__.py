"""Every key of every screen: named actions, the keys they wait for, and what they are called.

The one list from which screens act, and from which footer, help and palette are made.
"""

from __future__ import annotations

from screens.bindings.action import Action as Action
from screens.bindings.board import BOARD
from screens.bindings.cycle import CYCLE
from screens.bindings.join import JOIN
from screens.bindings.links import LINKS
from screens.bindings.looking_back import LOOKING_BACK
from screens.bindings.meeting import MEETING
from screens.bindings.team import TEAM
from screens.bindings.views import VIEWS

ACTIONS: tuple[Action, ...] = (
    *BOARD,
    *MEETING,
    *JOIN,
    *VIEWS,
    *TEAM,
    *CYCLE,
    *LOOKING_BACK,
    *LINKS,
)
