# Shared by the scripts of this repository; read with "source".
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck disable=SC2034 # used by the scripts that read this file
tools=$root/artifacts/tools

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# Build servers would keep the caller's output open after the script has ended.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

say() { printf '%s\n' "$*"; }

# Runs the set-up, and reads the environment that it wrote.
# Exit code 3 of the set-up means that packages are missing and only root can install them: what needs them says so itself.
run_setup() {
    local code=0
    "$root/eng/setup.sh" || code=$?
    [ "$code" -eq 0 ] || [ "$code" -eq 3 ] || return "$code"
    # shellcheck source=/dev/null
    [ ! -e "$tools/env.sh" ] || source "$tools/env.sh"
}

# quietly NAME SECONDS COMMAND...: shows the command's output only when it fails, and bounds the time it may take.
quietly() {
    local name=$1 limit=$2 started=$SECONDS code=0 log
    shift 2
    log=$root/artifacts/log/$name.log
    mkdir -p "$(dirname "$log")"
    timeout --foreground --kill-after=30 "$limit" "$@" > "$log" 2>&1 < /dev/null || code=$?
    if [ "$code" -ne 0 ]; then
        cat "$log"
        [ "$code" -ne 124 ] || say "$name: stopped after $limit s"
        say "$name: failed with exit code $code"
        return "$code"
    fi
    say "$name: done in $((SECONDS - started)) s"
}
