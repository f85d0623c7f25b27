"""Mending a damaged store from its journal, archive and backups.

What comes out is planned in memory, written into a folder of its own and checked there. Only then
is the damaged store copied and the mended one put in its place, folded: archive, journal, okr.json,
in this order, so that a repair that was broken off can be made again and comes to the same.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from okrtui.store import at_once, backup, disk
from okrtui.store.alone import Hand, alone
from okrtui.store.check import Damage, check
from okrtui.store.doing import Doing, unbroken
from okrtui.store.failures import writing
from okrtui.store.paths import Paths, locate
from okrtui.store.plan import plan
from okrtui.store.state import Plan
from okrtui.text.errors import Damaged, NotWritten
from okrtui.text.message import Message

_STAYS = frozenset(
    {"store.dangling", "store.bad_document", "store.archive_gap", "store.archive_other"}
)
"""What can be lived with, and what no copy can mend."""


class Report(msgspec.Struct, frozen=True):
    """What a repair came to.

    found: what had been wrong. mended: what was done. lost: what could not be brought back.
    copy: where everything is kept as it was; None where nothing was changed.
    stays: what is wrong still.
    """

    found: Sequence[Damage]
    mended: Sequence[Message] = ()
    lost: Sequence[Message] = ()
    copy: Path | None = None
    stays: Sequence[Damage] = ()


def repair(path: Path, hand: Hand) -> Report:
    """Mend the store whose `okr.json` is at `path`, as far as that can be done.

    Raises:
        Damaged: nothing usable comes out of it; nothing was changed.
        NotWritten: somebody has it open, or the disk did not take it; it can be tried again.
        Refused: a newer version of the program wrote it.
    """
    paths = locate(path)
    with alone(paths, hand, NotWritten("store.repair_busy", folder=str(paths.folder))):
        found = check(path, hand.doing)
        if not found:
            return Report(found)
        made = plan(paths, hand)
        if not made.mended and not any(_is_in_the_way(paths, one) for one in found):
            return Report(found, lost=made.lost, stays=found)
        _try_out(paths, made, hand.doing)
        replaced = {*made.parts, *made.aside}
        copy = backup.whole(paths, "before-repair", replaced, hand.clock.now(), hand.doing)
        hand.doing("doing.placing", 0, 0)
        with unbroken():
            _put_in_place(paths, made)
        return Report(found, made.mended, made.lost, copy, check(path, hand.doing))


def _is_in_the_way(paths: Paths, damage: Damage) -> bool:
    return damage.message.key not in _STAYS and not damage.file.startswith(str(paths.archive))


def _try_out(paths: Paths, made: Plan, doing: Doing) -> None:
    """Put the mended store into a folder of its own, and check it there.

    Raises:
        Damaged: it is not well; says what is wrong with it.
    """
    import shutil

    doing("doing.trying", 0, 0)
    folder = paths.backups / f".mended.{os.getpid()}.new"
    try:
        with writing(folder):
            disk.make_folder(paths.backups)
            for left in paths.backups.glob(".*.new"):
                shutil.rmtree(left, ignore_errors=True)
            disk.make_folder(folder)
            tried = Paths(folder / paths.snapshot.name)
            if paths.archive.is_dir():
                disk.make_folder(tried.archive)
                for part in paths.archive.iterdir():
                    # Not copytree, whose own error hides that the disk is full.
                    shutil.copyfile(part, tried.archive / part.name)
        _put_in_place(tried, made)
        stays = check(tried.snapshot, doing)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for one in stays:
        if _is_in_the_way(tried, one):
            raise Damaged("store.repair_failed", why=one.message)


def _put_in_place(paths: Paths, made: Plan) -> None:
    """Write a plan out.

    Raises:
        NotWritten: the disk did not take it; everything is as it was.
    """
    files: dict[Path, bytes | None] = {}
    files |= {paths.archive / name: data for name, data in made.parts.items()}
    files |= {paths.archive / name: None for name in made.aside if name not in made.parts}
    if files:
        with writing(paths.archive):
            disk.make_folder(paths.archive)
    at_once.change(files | {paths.journal: made.journal, paths.snapshot: made.snapshot})
