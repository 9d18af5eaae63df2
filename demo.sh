#!/bin/bash
# Runs one container from beginning to end, and says what each step took.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=eng/common.sh
source eng/common.sh

[ "$(id -u)" -eq 0 ] || { say "demo.sh: running containers needs root here; run it as root, for example: sudo ./demo.sh"; exit 1; }

run_setup
quietly build-demo 900 dotnet build samples/Demo -c Release --nologo
[ "$YOUKI_RUNTIME_BINARY" = youki ] || say "no youki was found: this demo runs on $YOUKI_RUNTIME_BINARY"
exec timeout --foreground --kill-after=30 120 dotnet artifacts/bin/Demo/release/Demo.dll
