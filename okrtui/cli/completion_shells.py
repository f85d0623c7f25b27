"""Completion as bash, zsh and fish want to be told of it: fixed words, and files where those go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from okrtui.cli.parser import Option

Commands = Mapping[str, tuple[str, Sequence[Option]]]

_RANGE = re.compile(r"(\d+)-(\d+)")
_FILES = frozenset({"FILE", "FILE|-"})
_FOLDERS = frozenset({"DIR", "FOLDER"})


def choices(shown: str) -> list[str]:
    """Return the words that a value may be, as its help shows them; none where it may be any."""
    if shown in _FILES | _FOLDERS:
        return []
    if span := _RANGE.fullmatch(shown):
        return [str(number) for number in range(int(span[1]), int(span[2]) + 1)]
    return shown.split("|") if "|" in shown or shown == "-" else []


# -- bash


def bash(commands: Commands, anywhere: Sequence[Option]) -> str:
    """Return a function for bash, 3.2 and later, to be read with `eval` or from a file."""
    valued = _names(option for option in anywhere if option.shown)
    lines = [
        "# Completion of okrtui for bash, made by `okrtui completion bash`.",
        '_okrtui_words() { COMPREPLY=($(compgen -W "$1" -- "$2")); }',
        "_okrtui_paths() {",
        "    local path",
        '    while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$1" -- "$2")',
        "    compopt -o filenames 2>/dev/null || true",
        "}",
        "_okrtui() {",
        "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= skip= i",
        "    COMPREPLY=()",
        "    # bash takes --option=value apart at the sign.",
        "    if [[ $cur == = ]]; then",
        "        cur=",
        "    elif [[ $prev == = ]]; then",
        "        prev=${COMP_WORDS[COMP_CWORD-2]}",
        "    fi",
        "    for ((i = 1; i < COMP_CWORD; i++)); do",
        "        case ${skip:+value}${COMP_WORDS[i]} in",
        "            value=) ;;",
        "            value*) skip= ;;",
        f"            {'|'.join(valued)}) skip=1 ;;",
        "            -*) ;;",
        "            *) command=${COMP_WORDS[i]}; break ;;",
        "        esac",
        "    done",
        '    case "$command $prev" in',
    ]
    lines += [
        line for name, option in _each(commands, anywhere) for line in _bash_value(name, option)
    ]
    lines += [
        "    esac",
        "    case $command in",
    ]
    for name, (_, options) in {"": ("", anywhere), **commands}.items():
        named = " ".join(_names(options))
        rest = '_okrtui_words "$_okrtui_commands" "$cur"' if not name else _bash_rest(options)
        lines.append(
            f"        {name or repr('')}) if [[ $cur == -* ]]; then"
            f' _okrtui_words "{named}" "$cur"; else {rest}; fi ;;'
        )
    lines += [
        "    esac",
        "}",
        f'_okrtui_commands="{" ".join(commands)}"',
        "complete -F _okrtui okrtui",
    ]
    return "\n".join(lines) + "\n"


def _bash_value(command: str, option: Option) -> Iterator[str]:
    """Return what completes the value of an option; nothing does where it may be any text."""
    if not option.shown or not option.names:
        return
    # At the beginning no command is known: a blank stands before the option.
    patterns = "|".join(f'"{command} {name}"' for name in option.names)
    yield f"        {patterns}) {_bash_what(option)}; return ;;"


def _bash_rest(options: Sequence[Option]) -> str:
    argument = next((option for option in options if not option.names), None)
    return ":" if argument is None else _bash_what(argument)


def _bash_what(option: Option) -> str:
    if option.shown in _FILES:
        return '_okrtui_paths -f "$cur"'
    if option.shown in _FOLDERS:
        return '_okrtui_paths -d "$cur"'
    words = " ".join(choices(option.shown))
    return f'_okrtui_words "{words}" "$cur"' if words else ":"


# -- zsh


def zsh(commands: Commands, anywhere: Sequence[Option]) -> str:
    """Return a function for zsh, to be put into its `fpath` as `_okrtui`, or read with `eval`."""
    lines = [
        "#compdef okrtui",
        "# Completion of okrtui for zsh, made by `okrtui completion zsh`.",
        "_okrtui() {",
        "    local curcontext=$curcontext state line",
        "    local -a commands",
        "    _arguments -C \\",
        *(f"        {spec} \\" for option in anywhere for spec in [_zsh_option(option)]),
        "        '1: :->command' '*:: :->rest'",
        "    case $state in",
        "        command)",
        "            commands=(",
        *(f"                {_quoted(f'{name}:{does}')}" for name, (does, _) in commands.items()),
        "            )",
        "            _describe command commands ;;",
        "        rest)",
        "            case $words[1] in",
    ]
    for name, (_, options) in commands.items():
        specs = " \\\n                        ".join(_zsh_option(option) for option in options)
        lines.append(f"                {name}) _arguments \\\n                        {specs} ;;")
    lines += [
        "            esac ;;",
        "    esac",
        "}",
        'if [[ ${funcstack[1]} == _okrtui ]]; then _okrtui "$@"; else compdef _okrtui okrtui; fi',
    ]
    return "\n".join(lines) + "\n"


def _zsh_option(option: Option) -> str:
    what = ""
    if option.shown:
        name = re.sub(r"([:\\])", r"\\\1", option.shown)
        what = f":{name}:{_zsh_what(option.shown)}"
    if not option.names:
        return _quoted(f"*{what}")
    told = re.sub(r"([\[\]:\\])", r"\\\1", option.help)
    if len(option.names) == 1:
        return f"{option.names[0]}{_quoted(f'[{told}]{what}')}"
    together = " ".join(option.names)
    return f"{_quoted(f'({together})')}{{{','.join(option.names)}}}{_quoted(f'[{told}]{what}')}"


def _zsh_what(shown: str) -> str:
    if shown in _FILES:
        return "_files"
    if shown in _FOLDERS:
        return "_files -/"
    words = " ".join(choices(shown))
    return f"({words})" if words else " "


# -- fish


def fish(commands: Commands, anywhere: Sequence[Option]) -> str:
    """Return lines for fish, to be put into its folder of completions as `okrtui.fish`."""
    valued = " ".join(_names(option for option in anywhere if option.shown))
    lines = [
        "# Completion of okrtui for fish, made by `okrtui completion fish`.",
        # fish's own way takes what follows `-w` for a command.
        "function __okrtui_in",
        "    set -l command",
        "    set -l skip",
        "    for word in (commandline -opc)[2..-1]",
        '        if test -n "$skip"',
        "            set skip",
        f"        else if contains -- $word {valued}",
        "            set skip yes",
        "        else if not string match -q -- '-*' $word",
        "            set command $word",
        "            break",
        "        end",
        "    end",
        '    test "$command" = "$argv[1]"',
        "end",
        "complete -c okrtui -f",
    ]
    first = "-n '__okrtui_in \"\"'"
    lines += [_fish_option(first, option) for option in anywhere]
    for name, (does, options) in commands.items():
        lines.append(f"complete -c okrtui {first} -a {name} -d {_fish_quoted(does)}")
        seen = f"-n '__okrtui_in {name}'"
        lines += [_fish_option(seen, option) for option in options]
    return "\n".join(lines) + "\n"


def _fish_option(when: str, option: Option) -> str:
    parts = [f"complete -c okrtui {when}"]
    parts += [f"-l {name[2:]}" if name[:2] == "--" else f"-s {name[1:]}" for name in option.names]
    words = " ".join(choices(option.shown))
    if option.shown in _FILES:
        parts.append("-r -F" if option.names else "-F")
    elif option.shown in _FOLDERS:
        value = "-x " if option.names else ""
        parts.append(f"{value}-a '(__fish_complete_directories)'")
    elif words:
        parts.append(f"-x -a '{words}'" if option.names else f"-a '{words}'")
    elif option.shown and option.names:
        parts.append("-x")
    parts.append(f"-d {_fish_quoted(option.help)}")
    return " ".join(parts)


# -- what they share


def _each(commands: Commands, anywhere: Sequence[Option]) -> Iterator[tuple[str, Option]]:
    yield from (("", option) for option in anywhere)
    for name, (_, options) in commands.items():
        yield from ((name, option) for option in options)


def _names(options: Iterable[Option]) -> list[str]:
    return [name for option in options for name in option.names]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
