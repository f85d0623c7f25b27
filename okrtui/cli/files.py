"""Data that goes to stdout or into a file, whole or not at all."""

from __future__ import annotations

from okrtui.cli.call import Call
from okrtui.store import disk
from okrtui.store.failures import writing


def deliver(call: Call, data: bytes, output: str | None) -> None:
    """Write data into the file that was named, or to stdout for `-` or none.

    Raises:
        NotWritten: the disk did not take it; a file that was there is as it was.
    """
    if output not in {None, "-"}:
        file = call.path(str(output))
        with writing(file):
            disk.write_whole(file, data)
        return
    call.out.write_bytes(data)
