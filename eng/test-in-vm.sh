#!/bin/bash
# Runs the built integration tests that carry [Trait("Host", "v2")] or
# [Trait("Host", "v2-only")] under pure cgroup v2, in the virtual machine of
# ../shared/vm/in-vm. The tests' state goes to /scratch there, through TMPDIR.
#
#   eng/test-in-vm.sh TEST-ASSEMBLY REPORT [XUNIT-OPTION...]
#
# The report is in xUnit's XML. Exit code: the tests'; 124 the machine took too
# long, 125 it failed, 126 there is no such machine here.
set -euo pipefail
# shellcheck source=eng/common.sh
source "$(dirname "$0")/common.sh"

[ $# -ge 2 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 2; }
assembly=$(realpath "$1") report=$2
shift 2
in_vm=$root/../shared/vm/in-vm
[ -x "$in_vm" ] || { say "test-in-vm: ../shared/vm/in-vm is not there"; exit 126; }
[ "$(id -u)" -eq 0 ] || { say "test-in-vm: the virtual machine needs root"; exit 126; }

readonly guest_seconds=1200

work=$(mktemp -d /var/tmp/in-vm-XXXXXX)
trap 'rm -rf "$work"' EXIT
mkdir "$work/out"

# The guest has its own, empty /tmp and /run: what lies there is copied to where the guest sees it.
visible() {
    case "$1" in
        /tmp/*|/run/*|/scratch/*) cp -rL "$1" "$work/$2"; say "$work/$2" ;;
        *) say "$1" ;;
    esac
}
directory=$(visible "$(dirname "$assembly")" tests)
bin=$tools/bin
if [ -e "$tools/bin/youki" ]; then
    youki=$(visible "$(readlink -f "$tools/bin/youki")" youki)
    [ "$youki" != "$work/youki" ] || { mkdir "$work/bin"; mv "$youki" "$work/bin/youki"; bin=$work/bin; }
fi

cd "$directory"
code=0
# The first use downloads a kernel, which in-vm itself does not bound.
PATH="$bin:$PATH" timeout --kill-after=30 $((guest_seconds + 300)) \
    "$in_vm" --out "$work/out" --timeout "$guest_seconds" -- \
    env TMPDIR=/scratch YOUKI_RUNTIME_BINARY="${YOUKI_RUNTIME_BINARY-youki}" \
    dotnet "$directory/$(basename "$assembly")" -trait "Host=v2*" -noColor -noLogo -reporter quiet -result-xml /out/report.xml "$@" || code=$?
if [ -s "$work/out/report.xml" ]; then
    cp "$work/out/report.xml" "$report"
fi
exit "$code"
