"""Opening for whoever comes: what is older is migrated first, what others edited is taken up."""

from __future__ import annotations

from okrtui.store import version
from okrtui.store.alone import Hand
from okrtui.store.loading import Loaded, load
from okrtui.store.paths import Paths
from okrtui.text.errors import Damaged, NotWritten, Refused


def ready(paths: Paths, hand: Hand, *, read_only: bool) -> Loaded:
    """Read a whole store, of our version and with nothing in it that history does not know.

    Also who only wants to read writes here, if that is what it takes and they may: what is shown
    must be what is kept.

    Raises:
        Damaged: a file is missing or is not what was written, or okr.json was written by others
            and can't be taken up.
        Refused: a newer version of the program wrote it; or an older one, and we may not write.
        NotWritten: there is something to be written first, and it could not be.
    """
    try:
        loaded = load(paths, read_only=read_only, doing=hand.doing)
    except Damaged as error:
        if error.message.key != "store.foreign":
            raise
        # Rare, and not cheap to import.
        from okrtui.store.foreign import take_up

        take_up(paths, hand)
        loaded = load(paths, read_only=read_only, doing=hand.doing)
    if loaded.version < version.VERSION:
        from okrtui.store.migrate import migrate

        loaded.journal.close()
        try:
            migrate(paths, hand)
        except NotWritten as error:
            if error.message.key != "store.forbidden":
                raise
            older, ours = loaded.version, version.VERSION
            raise Refused("store.older", version=older, ours=ours) from error
        loaded = load(paths, read_only=read_only, doing=hand.doing)
    return loaded
