"""What is said of a key result in one line: how it stands in a person's eyes, who speaks for it."""

from __future__ import annotations

import re
from typing import Final

from okrtui.meeting import intents
from okrtui.meeting.lines.agreed import member_id
from okrtui.meeting.lines.parts import Ground, member_called, owner_named
from okrtui.model.records import Health
from okrtui.text.errors import Refused

_HEALTH: Final[dict[str, Health | None]] = {
    **dict.fromkeys(["on track", "on", "green", "g", "正常", "绿"], Health.ON_TRACK),
    **dict.fromkeys(["at risk", "at", "amber", "yellow", "a", "有风险", "黄"], Health.AT_RISK),
    **dict.fromkeys(["off track", "off", "red", "r", "偏离", "红"], Health.OFF_TRACK),
    **dict.fromkeys(["computed", "auto", "-", "自动"], None),
}
_SAYS = re.compile(
    rf"(?P<health>{'|'.join(map(re.escape, sorted(_HEALTH, key=len, reverse=True)))})"
    r"(?![a-z])[\s,，:：;；–—-]*(?:because\b|as\b|since\b|因为|由于)?[\s,，:：]*(?P<reason>.*)",
    re.I | re.S,
)


def health_line(text: str, key_result: str) -> intents.OverrideHealth:
    """Read how a key result stands: `at risk because the vendor slips`, `r no tester`, `-`.

    Raises:
        Refused: it names no health, or gives no reason.
    """
    found = _SAYS.fullmatch(text.strip())
    if found is None:
        raise Refused("typed.how_health", text=text.strip())
    health = _HEALTH[found["health"].casefold()]
    reason = found["reason"].strip()
    if health is not None and not reason:
        raise Refused("entry.reason_needed")
    return intents.OverrideHealth(key_result, health, reason if health else "")


def speaker_line(text: str, key_result: str, ground: Ground) -> intents.SpokenBy:
    """Read who speaks for an absent owner: a login or a name; `-` for nobody.

    Raises:
        Refused: nobody of the team is called so.
    """
    name = text.strip().lstrip("@＠")
    member = member_called(name, ground.books)
    owner = member.id if member else member_id(owner_named(name, ground.books), ground)
    return intents.SpokenBy(key_result, owner)
