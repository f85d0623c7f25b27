"""What a damaged store will be when it is mended: decided in memory, nothing is written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

from okrtui.model.ids import new_id
from okrtui.model.ops import Op, Set, Transaction
from okrtui.store import migrate, snapshot, version
from okrtui.store.alone import Hand
from okrtui.store.difference import difference, same
from okrtui.store.doing import Doing
from okrtui.store.flipped import one_byte
from okrtui.store.foreign import VIA, what_is_wrong
from okrtui.store.headers import Header, header_line
from okrtui.store.mend_archive import mend_archive
from okrtui.store.paths import Paths
from okrtui.store.prepare import prepare
from okrtui.store.rebuild import copies, rebuild
from okrtui.store.salvage import Pool, Walk, read_journal
from okrtui.store.state import Plan, State
from okrtui.store.tables import Rows, Tables
from okrtui.store.transaction import (
    GENESIS,
    BadLine,
    Line,
    instant,
    refuse_repeated_keys,
    transaction_of,
)
from okrtui.text.errors import Damaged, OkrError, Refused
from okrtui.text.message import message


def plan(paths: Paths, hand: Hand) -> Plan:
    """Return what a store will be when it is mended.

    Raises:
        Damaged: there is nothing to make one of.
        Refused: a newer version of the program wrote it.
    """
    pool = Pool(paths, hand.doing)
    walk = read_journal(paths, pool)
    made = Plan(mended=walk.mended, lost=walk.lost)
    edit, state = _start(paths, walk, pool, made, hand.doing)
    base = {table: dict(rows) for table, rows in state.tables.rows.items()} if edit else {}
    _take_all(walk, state, made)
    _migrate(walk, state, hand)
    if edit is not None:
        _bring_in(edit, base, state, hand, made)
    mend_archive(paths, pool, state, made, hand.doing)
    hand.doing("doing.rebuilding", 0, 0)
    made.snapshot = snapshot.encode(state.tables, state.head)
    made.journal = header_line(
        base=state.tables.seq,
        start=state.head,
        snapshot=snapshot.digest(made.snapshot),
        newest=state.newest,
        at=instant(hand.clock.now()),
    )
    return made


def _take_all(walk: Walk, state: State, made: Plan) -> None:
    fits = True
    for raw, line in walk.lines:
        try:
            if fits:
                state.take(raw, line)
        except BadLine:
            fits = False
        if not fits:
            _again(line, state, made)
    for line in walk.later:
        _again(line, state, made)


def _migrate(walk: Walk, state: State, hand: Hand) -> None:
    before = walk.lines[-1][1].v if walk.lines else state.version
    if before < version.VERSION:
        documents: version.Documents = state.tables.rows
        for step in range(before, version.VERSION):
            documents = version.MIGRATIONS[step](documents)
        now = hand.clock.now()
        like = Transaction(0, new_id(now), now, hand.by, migrate.VIA, ())
        state.write(difference(state.tables.rows, documents), like)


def _start(
    paths: Paths, walk: Walk, pool: Pool, made: Plan, doing: Doing
) -> tuple[dict[str, Rows] | None, State]:
    """Return the tables to begin with, and the documents of okr.json if somebody edited them."""
    name = str(paths.snapshot)
    header = walk.header
    said, sha256 = _read(paths, trusted=header is None)
    if header is None:
        if said is not None:
            made.mended.append(message("store.repair_unchecked", file=name, seq=said.meta.seq))
            walk.lines.extend(pool.after(said.meta.seq, said.meta.chain))
            return None, _state(said)
        return None, _farthest(paths, pool, made)
    if said is not None and sha256 in walk.sha256s:
        state = _state(said)
        state.archived, state.newest = header.base, header.newest
        return None, state
    edited = said.rows if said and said.meta.chain == header.start else None
    tables_then = rebuild(paths, header, doing)
    if tables_then is not None:
        place = _flipped(paths, tables_then, header)
        if place is None:
            made.mended.append(message("store.repair_rebuilt", file=name))
        else:
            made.mended.append(message("store.repair_byte", file=name, place=place))
            edited = None
        state = State(tables_then, header.start, header.base, header.v, newest=header.newest)
        return edited, state
    if edited is not None and said is not None:
        made.mended.append(message("store.repair_unchecked", file=name, seq=said.meta.seq))
        state = _state(said)
        state.newest = header.newest
        return None, state
    state = _farthest(paths, pool, made)
    if state.tables.seq < header.base:
        first = state.tables.seq + 1
        made.lost.append(message("store.lost_range", first=first, last=header.base))
        walk.later[:0] = [line for _, line in walk.lines]
        walk.lines.clear()
    state.newest = max(state.newest, header.newest)
    return None, state


def _flipped(paths: Paths, tables: Tables, header: Header) -> int | None:
    # Whether somebody meant it, nobody can tell; then what we wrote is what counts.
    with contextlib.suppress(OkrError):
        before = snapshot.encode(tables, header.start, header.v)
        return one_byte(before, snapshot.read_bytes(paths.snapshot))
    return None


def _state(said: snapshot.Snapshot) -> State:
    meta = said.meta
    return State(Tables(said.rows, meta.seq), meta.chain, meta.seq, meta.version)


def _read(paths: Paths, *, trusted: bool) -> tuple[snapshot.Snapshot | None, str]:
    """Return what okr.json says, and its SHA-256; trusted: what it says of its version too."""
    try:
        data = snapshot.read_bytes(paths.snapshot)
        said = snapshot.decode(data, paths.snapshot)
        refuse_repeated_keys(data)
    except (Damaged, BadLine):
        return None, ""
    except Refused:
        if trusted:
            raise
        return None, ""
    return said, snapshot.digest(data)


def _farthest(paths: Paths, pool: Pool, made: Plan) -> State:
    """Return the state that reaches farthest, of a copy or of nothing, with all that follows it."""
    best: State | None = None
    for state in [State(Tables({}, 0), GENESIS, 0, version.VERSION), *_good_copies(paths)]:
        for raw, line in pool.after(state.tables.seq, state.head):
            try:
                state.take(raw, line)
                state.version = line.v
            except BadLine:
                break
        if best is None or state.tables.seq > best.tables.seq:
            best = state
    if best is None or not best.tables.seq:
        raise Damaged("store.repair_nothing", folder=str(paths.folder))
    made.mended.append(message("store.repair_farthest", seq=best.tables.seq))
    return best


def _good_copies(paths: Paths) -> Iterable[State]:
    for one in copies(paths):
        said, sha256 = _read(one, trusted=False)
        if said is not None and sha256 in read_journal(one, Pool(one)).sha256s:
            yield _state(said)


def _again(line: Line, state: State, made: Plan) -> None:
    """Do anew what was done after something that is lost, where it still makes sense."""
    done = transaction_of(line)
    try:
        ops = prepare(done.ops, state.tables)
        if ops:
            state.write(ops, done)
        made.mended.append(message("store.repair_again", seq=line.seq, now=state.tables.seq))
    except (OkrError, ValueError, TypeError, BadLine):
        made.lost.append(
            message("store.lost_built_on", seq=line.seq, by=line.by, via=line.via, at=line.at)
        )


def _bring_in(
    edited: dict[str, Rows], base: dict[str, Rows], state: State, hand: Hand, made: Plan
) -> None:
    """Add what somebody edited in okr.json, where okrtui did not change the same since."""
    ops = [
        kept
        for op in difference(base, edited)
        if (kept := _without_conflict(op, base, state.tables, made)) is not None
    ]
    if not ops:
        return
    after = Tables({name: dict(rows) for name, rows in state.tables.rows.items()}, 0)
    now = hand.clock.now()
    like = Transaction(0, new_id(now), now, hand.by, VIA, ())
    trial = State(after, GENESIS, 0, version.VERSION)
    try:
        trial.write(ops, like)
        wrong = what_is_wrong(state.tables.rows, after.rows)
    except (OkrError, ValueError, TypeError, BadLine) as error:
        wrong = (
            error.message if isinstance(error, OkrError) else message("store.said", text=str(error))
        )
    if wrong is not None:
        made.lost.append(message("store.lost_edit", why=wrong))
        return
    state.write(ops, like)
    made.mended.append(message("store.repair_edit", n=len(ops)))


def _without_conflict(op: Op, base: dict[str, Rows], tables: Tables, made: Plan) -> Op | None:
    was = base.get(op.table, {}).get(op.id)
    present = tables.get(op.table, op.id)
    if same(was, present):
        return op
    if isinstance(op, Set) and present is not None and was is not None:
        fields = {}
        for name, pair in op.fields.items():
            if same(was.get(name), present.get(name)):
                fields[name] = pair
            elif not same(pair[1], present.get(name)):
                made.lost.append(
                    message("store.lost_to_ours", table=op.table, id=op.id, field=name)
                )
        return Set(op.table, op.id, fields) if fields else None
    made.lost.append(message("store.lost_to_ours", table=op.table, id=op.id, field="*"))
    return None
