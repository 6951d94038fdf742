"""Hold the script that each shell needs, and say where it looks for it by itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

MARK = "# Skrivet av hp completion"
"""The beginning of a line in every script: a file with it may be written over by a newer one."""

_BASH = """\
# Skrivet av hp completion: kompletterar hp i bash.
_hp() {
    local command="${1/#\\~\\//$HOME/}" kind="" line
    COMPREPLY=()
    while IFS= read -r line; do
        if [ -z "$kind" ]; then
            kind="$line"
        else
            COMPREPLY+=("$line")
        fi
    done < <(_HP_COMPLETE=bash "$command" "${COMP_LINE:0:$COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
    case "$kind" in
        folders) compopt -o dirnames 2>/dev/null ;;
        files) compopt -o default 2>/dev/null ;;
    esac
    return 0
}
complete -o nosort -F _hp hp 2>/dev/null || complete -F _hp hp
"""

_ZSH = """\
#compdef hp
# Skrivet av hp completion: kompletterar hp i zsh.
_hp() {
    local kind line word about
    local -a lines told
    lines=("${(@f)$(_HP_COMPLETE=zsh "${${(Q)words[1]}/#\\~\\//$HOME/}" \\
        "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    kind=$lines[1]
    shift lines
    case $kind in
        folders) compset -P '--*='; _files -/ ;;
        files) compset -P '--*='; _files ;;
        words)
            for line in $lines; do
                word=${line%%$'\\t'*}
                about=${line#*$'\\t'}
                told+=("${word//:/\\\\:}${about:+:}$about")
            done
            _describe -V 'hp' told -U
            ;;
    esac
}
if [ "$funcstack[1]" = "_hp" ]; then
    _hp "$@"
else
    compdef _hp hp
fi
"""

_FISH = """\
# Skrivet av hp completion: kompletterar hp i fish.
function __hp_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l lines (env _HP_COMPLETE=fish $words[1] $words[2..-1] (string unescape -- $typed) 2>/dev/null)
    set -l before (string match -r -- '^--[^=]*=' $typed)
    test -n "$before"; or set before ''
    set -l name (string replace -r -- '^--[^=]*=' '' $typed)
    switch "$lines[1]"
        case folders
            printf '%s\\n' $before(__fish_complete_directories $name)
        case files
            printf '%s\\n' $before(__fish_complete_path $name)
        case words
            printf '%s\\n' $lines[2..-1]
    end
end
complete --command hp --no-files --keep-order --arguments '(__hp_complete)'
"""

SCRIPTS: Mapping[str, str] = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
"""The script of each shell."""


class Home(NamedTuple):
    """Where a user keeps what is theirs: folders of data and of settings."""

    data: Path
    settings: Path


def home_of(environment: Mapping[str, str], home: Path) -> Home:
    """Return the user's folders, as the environment moves them."""
    data, settings = environment.get("XDG_DATA_HOME"), environment.get("XDG_CONFIG_HOME")
    return Home(
        Path(data) if data else home / ".local" / "share", Path(settings) if settings else home / ".config"
    )


def place_of(shell: str, home: Home) -> Path:
    """Return the file where a shell looks for the script by itself; zsh when it is told of its folder."""
    return {
        "bash": home.data / "bash-completion" / "completions" / "hp",
        "zsh": home.data / "zsh" / "site-functions" / "_hp",
        "fish": home.settings / "fish" / "completions" / "hp.fish",
    }[shell]
