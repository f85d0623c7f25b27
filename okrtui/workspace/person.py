"""Who is at the keyboard."""

from __future__ import annotations

import os
import pwd


def os_login() -> str:
    """Return the login of whoever runs this process.

    From the user's number: `$LOGNAME` can say anything.
    """
    number = os.getuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        # Containers run as numbers that no list of users knows.
        return str(number)
