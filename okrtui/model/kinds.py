"""The words that records choose from: states, levels, healths, kinds."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """The life of an objective or a key result."""

    DRAFT = "draft"
    AGREED = "agreed"
    DROPPED = "dropped"
    CLOSED = "closed"


class MetricKind(StrEnum):
    """How a key result is measured."""

    NUMBER = "number"
    PERCENT = "percent"
    CURRENCY = "currency"
    MILESTONE = "milestone"
    TASKS = "tasks"
    YES_NO = "yes_no"


class Direction(StrEnum):
    """Where the value should go. `REACH` rises or falls, as start and target say."""

    REACH = "reach"
    KEEP_ABOVE = "keep_above"
    KEEP_BELOW = "keep_below"


class TaskState(StrEnum):
    """The life of a task."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    BLOCKED = "blocked"
    DROPPED = "dropped"


class Level(StrEnum):
    """How likely, or how bad."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class RiskState(StrEnum):
    """The life of a risk."""

    OPEN = "open"
    MITIGATED = "mitigated"
    HAPPENED = "happened"
    CLOSED = "closed"


class OpenState(StrEnum):
    """The life of a problem or of something parked."""

    OPEN = "open"
    CLOSED = "closed"


class ActionState(StrEnum):
    """The life of an action item."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class MeetingState(StrEnum):
    """The life of a meeting."""

    DRAFT = "draft"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed"


class CycleState(StrEnum):
    """The life of a cycle."""

    DRAFTING = "drafting"
    RUNNING = "running"
    CLOSED = "closed"


class Health(StrEnum):
    """How a key result stands; the worst first when things are listed."""

    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    STALE = "stale"
    PENDING = "pending"
    ON_TRACK = "on_track"


class Category(StrEnum):
    """What an objective serves, in the method's order of priority (5.1)."""

    REVENUE = "revenue"
    USER = "user"
    EFFICIENCY = "efficiency"
    CAPABILITY = "capability"


class Dimension(StrEnum):
    """Whose matter an objective is: the business's, or that of how things are built (5.1)."""

    BUSINESS = "business"
    TECHNICAL = "technical"


class Origin(StrEnum):
    """Where an objective comes from (the method, 5): from above, from oneself, for others."""

    CASCADED = "cascaded"
    OWN = "own"
    SUPPORTING = "supporting"


class Ambition(StrEnum):
    """What a score at the end of the cycle is held against: all of it, or seven tenths."""

    COMMITTED = "committed"
    ASPIRATIONAL = "aspirational"


class ProgressOf(StrEnum):
    """What makes the progress of an objective: its own key results, or what is aligned below it."""

    KEY_RESULTS = "key_results"
    ALIGNED = "aligned"


class ChangeKind(StrEnum):
    """What happened to an objective, key result or task."""

    ADDED = "added"
    EDITED = "edited"
    MOVED = "moved"
    DROPPED = "dropped"
    RESTORED = "restored"
