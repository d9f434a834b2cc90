"""`minilean completion`: prints what makes bash or zsh complete minilean's commands and options."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from string import Template
from typing import Any

Words = dict[str, str]
"""Words to offer, each with what it means."""

PROJECT = "STRATEGY"
"""How an option calls its value when it takes the name of a project; the shell looks which there are."""

_PROJECTS = """_minilean_projects() {
    local folder=$PWD
    while [[ -n $folder && ! -f $folder/lean.json ]]; do folder=${folder%/*}; done
    find "$folder/algorithms/" -mindepth 2 -maxdepth 2 -name main.py 2>/dev/null | sed 's|/main.py$||; s|.*/||' | sort
}"""

_BASH_LOOKS = "offered=$(_minilean_projects)"
_ZSH_LOOKS = 'offered=(${(f)"$(_minilean_projects)"})'

_BASH = Template("""# bash completion of minilean: eval "$$(minilean completion bash)"
$projects
_minilean() {
    local current=$${COMP_WORDS[COMP_CWORD]} before=$${COMP_WORDS[COMP_CWORD-1]} called='' word offered='' kind=words
    [[ $$current == -* ]] && kind=options
    for word in "$${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case "$$called $$word" in
$steps
        esac
    done
    case "$$called $$before" in
$values
        *) case "$$called $$kind" in
$offers
        esac ;;
    esac
    COMPREPLY=($$(compgen -W "$$offered" -- "$$current"))
}
complete -o default -F _minilean minilean
""")
_ZSH = Template("""#compdef minilean
# zsh completion of minilean, after compinit: eval "$$(minilean completion zsh)"
$projects
_minilean() {
    local current=$${words[CURRENT]} before=$${words[CURRENT-1]} called='' word kind=words
    local -a offered
    [[ $$current == -* ]] && kind=options
    for word in "$${(@)words[2,CURRENT-1]}"; do
        case "$$called $$word" in
$steps
        esac
    done
    case "$$called $$before" in
$values
        *) case "$$called $$kind" in
$offers
        esac ;;
    esac
    _describe minilean offered || _files
}
compdef _minilean minilean
""")


@dataclass(slots=True)
class Level:
    """What may follow a command: its options, its subcommands or choices, the choices and projects options take."""

    called: str
    options: Words = field(default_factory=dict)
    words: Words = field(default_factory=dict)
    values: dict[str, Words] = field(default_factory=dict)
    projects: list[str] = field(default_factory=list)


def register(subparsers: Any) -> None:
    """Adds `completion` to the parser of `minilean`."""
    parser = subparsers.add_parser("completion", help="print completions for a shell", description=__doc__)
    parser.add_argument("shell", choices=("bash", "zsh"), help="the shell")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the shell's script."""
    from minilean.cli.main import build_parser

    print(script(build_parser(), options.shell), end="")
    return 0


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """What a shell has to run to complete a parser's commands."""
    levels = list(_levels(parser))
    is_bash = shell == "bash"
    template, offer, looked_up = (_BASH, _bash_offer, _BASH_LOOKS) if is_bash else (_ZSH, _zsh_offer, _ZSH_LOOKS)
    called = [level.called.rpartition(" ") for level in levels if level.called]
    steps = [_case(f"{above} {word}", f"called={shlex.quote(f'{above} {word}'.strip())}") for above, _, word in called]
    values = [
        _case(f"{level.called} {option}", offer(words)) for level in levels for option, words in level.values.items()
    ]
    values += [_case(f"{level.called} {option}", looked_up) for level in levels for option in level.projects]
    offers = [
        _case(f"{level.called} {kind}", offer(words))
        for level in levels
        for kind, words in (("options", level.options), ("words", level.words))
        if words
    ]
    lines = {"steps": steps, "values": values, "offers": offers}
    indented = {name: "\n".join(f"            {each}" for each in found) for name, found in lines.items()}
    return template.substitute(indented, projects=_PROJECTS)


def _levels(parser: argparse.ArgumentParser, called: str = "") -> Iterator[Level]:
    """The parser and those of its commands; argparse shows its actions only under private names."""
    level = Level(called)
    below: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:
        meaning = action.help or ""
        if isinstance(action, argparse._SubParsersAction):
            below = dict(action.choices)
            level.words |= {each.dest: each.help or "" for each in action._choices_actions}
        elif action.option_strings:
            level.options |= dict.fromkeys(action.option_strings, meaning)
            if action.choices:
                level.values |= dict.fromkeys(action.option_strings, _choices(action))
            if action.metavar == PROJECT:
                level.projects += action.option_strings
        elif action.choices:
            level.words |= _choices(action)
    yield level
    for name, each in below.items():
        yield from _levels(each, f"{called} {name}".strip())


def _case(pattern: str, then: str) -> str:
    return f"{shlex.quote(pattern)}) {then} ;;"


def _choices(action: argparse.Action) -> Words:
    return {str(choice): "" for choice in action.choices or ()}


def _bash_offer(words: Words) -> str:
    return f"offered={shlex.quote(' '.join(words))}"


def _zsh_offer(words: Words) -> str:
    described = (f"{word}:{meaning}" if meaning else word for word, meaning in words.items())
    return f"offered=({' '.join(map(shlex.quote, described))})"
