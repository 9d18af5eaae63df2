#!/bin/bash
# Times the library beside the commands that it stands on. bench/README.md says how to read the result.
#
#   bench/run.sh [--images | --containers] [--rounds N] [--pulls N] [--runtime PATH] [--json]
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=eng/common.sh
source eng/common.sh

[ "$(id -u)" -eq 0 ] || { say "bench/run.sh: running containers needs root here; run it as root, for example: sudo bench/run.sh"; exit 1; }

# Standard output is for the result alone.
run_setup >&2
quietly build-bench 900 dotnet build bench/Youki.Runtime.Bench -c Release --nologo >&2
image=()
case " $* " in *" --containers "*) ;; *) image=(--image "$(bench/image.sh)") ;; esac
exec timeout --foreground --kill-after=120 3600 dotnet artifacts/bin/Youki.Runtime.Bench/release/Youki.Runtime.Bench.dll "${image[@]}" "$@"
