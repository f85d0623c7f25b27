"""A shared host: real accounts with a group folder, and an sshd of its own on loopback.

    with Host(("ada", "ben")) as host:
        host.done("ada", "okrtui", "init", host.folder / "platform")
        with host.terminal("ben", "okrtui", "-w", host.folder / "platform") as terminal:
            terminal.wait_for("Platform")

The accounts are made by `useradd`, but in a mount namespace where `/etc`, `/run` and root's folders
are copies: to the machine nothing happens, and with the namespace everything is gone, whatever ends
the test. Processes are in a namespace of their own too: with its first one they all end.
"""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

from okrtui.text.words import words_in
from tests.end_to_end.program import NOW
from tests.end_to_end.room import Room
from tests.end_to_end.terminal import Terminal

GROUP = "okrteam"
SHARED, VISITOR = "everybody", "visitor"
"""An account that several people share by their keys; one that is not in the group."""

PATIENCE = 20.0
REPOSITORY = Path(__file__).parents[2]


def why_not() -> str:
    """Return what is missing for a host of one's own; nothing where nothing is."""
    if sys.platform != "linux":
        return "namespaces are Linux's own"
    if os.getuid() != 0:
        return "accounts and an sshd need root"
    programs = {"sshd": "openssh-server", "ssh": "openssh-client", "unshare": "util-linux"}
    for program, package in programs.items():
        if _program(program) is None:
            return f"no {program} here: install {package}"
    if subprocess.run(["unshare", *_NAMESPACES, "true"], capture_output=True).returncode:
        return "this machine allows no namespaces"
    return ""


class Guest(Room):
    """Somebody at a terminal of their own, with ssh in it."""

    def __init__(self, argv: Sequence[str | Path], *, cols: int, rows: int) -> None:
        Terminal.__init__(self, argv, cols=cols, rows=rows)
        self.words = words_in("en")


class Host:
    """The host. people: accounts with a group in common, beside `SHARED` (in it) and `VISITOR`."""

    def __init__(self, people: Sequence[str]) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="okrtui-host-"))
        self.root.chmod(0o755)
        self.folder = self.root / "team"
        self._port = _free_port()
        for name in ("ns", "homes", "keys", "bin", "team"):
            (self.root / name).mkdir()
        self._write_program()
        for person in (*people, SHARED, VISITOR):
            self.authorize(person)
        self._write_sshd_config()
        script = self.root / "begin.sh"
        script.write_text(self._begin(people))
        self._log = (self.root / "sshd.log").open("wb")
        self._process = subprocess.Popen(
            # With us it ends too, even where nobody could tell it to.
            ["setpriv", "--pdeathsig", "KILL", "unshare", *_NAMESPACES, "/bin/sh", "-eu", script],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )
        try:
            self._wait_for_sshd()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every process of the host, and take its files away."""
        self._process.kill()  # unshare takes the first process of the namespace with it
        self._process.wait()
        self._log.close()
        deadline = time.monotonic() + PATIENCE
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.01)
        shutil.rmtree(self.root)

    # -- what people do

    def authorize(self, account: str, *, key: str = "", command: str = "") -> None:
        """Let a key in to an account; made where it is not there yet, named as the account is.

        command: the only one that this key may run.
        """
        private = self.root / "keys" / f"{key or account}.key"
        if not private.exists():
            quiet = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", private.stem]
            subprocess.run([*quiet, "-f", private], check=True)
        public = private.with_suffix(".key.pub").read_text()
        quoted = command.replace('"', '\\"')
        with (self.root / "keys" / account).open("a") as keys:
            keys.write(f'command="{quoted}" {public}' if command else public)

    def ssh(self, account: str, *words: str | Path, key: str = "", tty: bool = False) -> list[str]:
        """Return the command line that runs a command on the host; without words, what is forced.

        Words are quoted: the shell of the other side sees each as it is.
        """
        options = {
            "BatchMode": "yes",
            "IdentitiesOnly": "yes",
            "LogLevel": "ERROR",
            "StrictHostKeyChecking": "yes",
            "UserKnownHostsFile": str(self.root / "known_hosts"),
        }
        return [
            *("ssh", "-F", "/dev/null", "-tt" if tty else "-T", "-p", str(self._port)),
            *("-i", str(self.root / "keys" / f"{key or account}.key")),
            *(word for name, value in options.items() for word in ("-o", f"{name}={value}")),
            f"{account}@127.0.0.1",
            *([shlex.join(map(str, words))] if words else []),
        ]

    def run(
        self, account: str, *words: str | Path, key: str = "", typed: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run a command over ssh, without a terminal, and return its end."""
        return subprocess.run(
            self.ssh(account, *words, key=key),
            input=typed,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    def done(self, account: str, *words: str | Path, key: str = "", typed: str = "") -> str:
        """Run a command that must succeed, and return what it printed."""
        ended = self.run(account, *words, key=key, typed=typed)
        assert ended.returncode == 0, f"{words}: {ended.returncode}\n{ended.stdout}{ended.stderr}"
        return ended.stdout

    def data(self, account: str, *words: str | Path, typed: str = "") -> Any:
        """Run a command that must succeed, and return the JSON that it printed."""
        return json.loads(self.done(account, *words, typed=typed))

    def terminal(
        self, account: str, *words: str | Path, key: str = "", cols: int = 120, rows: int = 40
    ) -> Guest:
        """Return ssh in a terminal, with a command running on the other side."""
        return Guest(self.ssh(account, *words, key=key, tty=True), cols=cols, rows=rows)

    # -- what the machine knows

    def processes(self, name: str = "") -> dict[int, str]:
        """Return the processes of the host and their command lines; those that hold `name`."""
        found = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
                below = self._has(int(entry.name))
            except OSError:
                continue  # It ended meanwhile.
            if below and command and name in command:
                found[int(entry.name)] = command
        return found

    def programs(self, account: str) -> list[int]:
        """Return the processes of okrtui that an account runs."""
        uid = (self.root / "homes" / account).stat().st_uid
        found = []
        for pid in self.processes(" -m okrtui"):
            try:
                if Path(f"/proc/{pid}").stat().st_uid == uid:
                    found.append(pid)
            except OSError:
                continue
        return found

    def kill(self, pid: int) -> None:
        """End a process of the host without a warning, if it still runs."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def _has(self, pid: int) -> bool:
        own = Path(f"/proc/{self._process.pid}/ns/pid_for_children").readlink()
        return Path(f"/proc/{pid}/ns/pid").readlink() == own

    # -- how it is set up

    def _write_program(self) -> None:
        """Write the `okrtui` of the host: this one, with a clock that all processes share."""
        start = int(datetime.fromisoformat(NOW).timestamp())
        program = self.root / "bin" / "okrtui"
        program.write_text(
            "#!/bin/sh\n"
            f"now=$(($(date +%s) - {int(time.time())} + {start}))\n"
            "OKRTUI_NOW=$(date -u -d @$now +%Y-%m-%dT%H:%M:%SZ)\n"
            "export OKRTUI_NOW\n"
            f'exec {shlex.quote(sys.executable)} -m okrtui "$@"\n'
        )
        program.chmod(0o755)

    def _write_sshd_config(self) -> None:
        key = self.root / "host.key"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
        kind, public, *_ = key.with_suffix(".key.pub").read_text().split()
        known = f"[127.0.0.1]:{self._port} {kind} {public}\n"
        (self.root / "known_hosts").write_text(known)
        path = f"{self.root}/bin:/usr/local/bin:/usr/bin:/bin"
        (self.root / "sshd_config").write_text(
            f"Port {self._port}\n"
            "ListenAddress 127.0.0.1\n"
            f"HostKey {key}\n"
            f"AuthorizedKeysFile {self.root}/keys/%u\n"
            "PasswordAuthentication no\n"
            "KbdInteractiveAuthentication no\n"
            "UsePAM no\n"
            "StrictModes no\n"
            "UseDNS no\n"
            "PrintMotd no\n"
            "PrintLastLog no\n"
            "MaxStartups 100\n"
            f"SetEnv PATH={path} LANG=C.UTF-8 PYTHONPATH={REPOSITORY}\n"
        )

    def _begin(self, people: Sequence[str]) -> str:
        """Return what the first process of the host does before it becomes the sshd."""
        root = shlex.quote(str(self.root))
        lines = [
            f"mount -t tmpfs -o mode=755 tmpfs {root}/ns",
            f"mkdir {root}/ns/etc && cp -a /etc/. {root}/ns/etc",
            f"mount --bind {root}/ns/etc /etc",
            "mount -t tmpfs -o mode=755 tmpfs /run",
            "mkdir /run/sshd",
            f"groupadd {GROUP}",
        ]
        for person in (*people, SHARED, VISITOR):
            group = "" if person == VISITOR else f"-G {GROUP}"
            home = f"{root}/homes/{person}"
            # No password, which is not the same as locked: keys may come in.
            lines.append(f"useradd -m -d {home} -s /bin/sh -p '*' {group} {person}")
        lines += self._open_ways()
        lines += [
            f"chgrp {GROUP} {root}/team && chmod 2775 {root}/team",
            f"exec {_program('sshd')} -D -e -f {root}/sshd_config",
        ]
        return "\n".join(lines) + "\n"

    def _open_ways(self) -> list[str]:
        """Return what lets every account reach Python and the program, wherever they are.

        Root's home, say, is closed to others: an empty one takes its place, with these in it.
        """
        needed = {Path(sys.prefix), Path(sys.base_prefix), REPOSITORY, Path(sys.executable).parent}
        closed = {path: gate for path in needed if (gate := _closed(path)) is not None}
        before, after = [], []
        for number, path in enumerate(sorted(closed)):
            aside = shlex.quote(f"{self.root}/ns/{number}")
            quoted = shlex.quote(str(path))
            before.append(f"mkdir {aside} && mount --bind {quoted} {aside}")
            after.append(f"mkdir -p {quoted} && mount --bind {aside} {quoted}")
        gates = sorted(set(closed.values()))
        empty = [f"mount -t tmpfs -o mode=755 tmpfs {shlex.quote(str(gate))}" for gate in gates]
        return [*before, *empty, *after]

    def _wait_for_sshd(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self._port), 1) as there:
                    if there.recv(4) == b"SSH-":
                        return
            except OSError:
                time.sleep(0.02)
            if self._process.poll() is not None or time.monotonic() > deadline:
                said = (self.root / "sshd.log").read_text()
                pytest.fail(f"the host did not come up:\n{said}")


_NAMESPACES = (
    *("--mount", "--propagation", "private"),
    *("--pid", "--fork", "--mount-proc", f"--kill-child={signal.SIGKILL.name}"),
)


def _program(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _closed(path: Path) -> Path | None:
    """Return the folder on the way to `path`, from the top, that others may not enter."""
    ways = [path, *path.parents]
    return next((way for way in reversed(ways) if not way.stat().st_mode & 0o001), None)
