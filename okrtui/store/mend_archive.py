"""The archive of a store that is being mended: bad files are made again, strange ones go."""

from __future__ import annotations

from okrtui.store import archive
from okrtui.store.archive import Part
from okrtui.store.doing import Doing, counted, unheard
from okrtui.store.paths import Paths
from okrtui.store.salvage import Pool
from okrtui.store.state import Plan, State
from okrtui.store.transaction import GENESIS, chain_of
from okrtui.text.errors import OkrError
from okrtui.text.message import message


def mend_archive(
    paths: Paths, pool: Pool, state: State, made: Plan, doing: Doing = unheard
) -> None:
    """Add to a plan what makes the archive whole, as far as the lines are anywhere.

    What comes after `state.archived` is in `state.lines`, whatever files say of it.
    """
    last = state.archived
    seq, head = 0, GENESIS
    parts = archive.parts(paths.archive)
    for part in counted(doing, "doing.checking_archive", parts, len(parts)):
        if seq + 1 < part.first <= last:
            seq, head = part.first - 1, _fill(pool, seq, head, part.first - 1, made)
        known = head if part.first == seq + 1 else ""
        chains = _chains(part, known, state)
        if part.last > last:
            _set_aside(part, chains, state, made)
        elif chains is None:
            head = _again(pool, part, known, made)
            seq = part.last
        elif part.last > seq:
            seq, head = part.last, chains[part.last]
    if seq < last:
        _fill(pool, seq, head, last, made)
    if state.lines:
        made.parts[f"{last + 1}-{state.tables.seq}.jsonl.gz"] = _packed(state.lines)


def _chains(part: Part, known: str, state: State) -> dict[int, str] | None:
    """Return the chain of each line of a part; None where one can't be read."""
    found = {}
    try:
        for line in archive.read_part(part, known or None):
            found[line.seq] = line.chain
            if line.seq <= state.archived:
                state.newest = max(state.newest, line.id)
    except OkrError:
        return None
    return found


def _set_aside(part: Part, chains: dict[int, str] | None, state: State, made: Plan) -> None:
    made.aside.append(part.path.name)
    ours = {number: chain_of(raw) for number, raw in enumerate(state.lines, state.archived + 1)}
    later = {seq: chain for seq, chain in (chains or {}).items() if seq > state.archived}
    if any(ours.get(seq) != chain for seq, chain in later.items()):
        made.mended.append(message("store.repair_aside", file=str(part.path)))


def _again(pool: Pool, part: Part, head: str, made: Plan) -> str:
    """Make a part again; return the chain it ends with, or nothing where it can't be made."""
    found = _between(pool, part.first - 1, head, part.last)
    if found is None:
        made.lost.append(message("store.lost_archive", first=part.first, last=part.last))
        return ""
    raws, end = found
    made.parts[part.path.name] = _packed(raws)
    made.mended.append(message("store.repair_part", file=str(part.path)))
    return end


def _fill(pool: Pool, seq: int, head: str, last: int, made: Plan) -> str:
    """Make a part that is missing; return the chain it ends with, or nothing."""
    found = _between(pool, seq, head, last)
    if found is None:
        made.lost.append(message("store.lost_archive", first=seq + 1, last=last))
        return ""
    raws, end = found
    made.parts[f"{seq + 1}-{last}.jsonl.gz"] = _packed(raws)
    made.mended.append(message("store.repair_filled", first=seq + 1, last=last))
    return end


def _between(pool: Pool, seq: int, head: str, last: int) -> tuple[list[bytes], str] | None:
    raws: list[bytes] = []
    if head:
        for raw, line in pool.after(seq, head):
            raws.append(raw)
            if line.seq == last:
                return raws, line.chain
    return None


def _packed(raws: list[bytes]) -> bytes:
    return archive.pack(b"".join(raw + b"\n" for raw in raws))
