#!/bin/bash
# Prepares the host, builds everything and runs every test.
#
#   ./test.sh [--unit] [--no-vm] [--filter TEXT]
#
#   --unit          only the fast tests, which need neither root nor a container runtime
#   --no-vm         leaves out the tests under pure cgroup v2 in the virtual machine
#   --filter TEXT   only the tests whose full name contains TEXT; leaves out the NativeAOT program and the virtual machine
#
# The last line is "N passed, N failed, N skipped". The exit code is 0 only when
# nothing failed and at least one test ran. Reports are in artifacts/test-results.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
# shellcheck source=eng/common.sh
source eng/common.sh

unit=false vm=true filter=""
while [ $# -gt 0 ]; do
    case "$1" in
        --unit) unit=true; shift ;;
        --no-vm) vm=false; shift ;;
        --filter) [ $# -ge 2 ] || { say "test.sh: --filter needs a text"; exit 2; }; filter=$2; shift 2 ;;
        --help|-h) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) say "test.sh: unknown option $1; see --help"; exit 2 ;;
    esac
done

readonly results=artifacts/test-results
passed=0 failed=0 skipped=0 reported=0 finished=false

pass() { passed=$((passed + 1)); say "passed: $1"; }
fail() { failed=$((failed + 1)); say "FAILED: $1"; }
skip() { skipped=$((skipped + 1)); say "skipped: $1"; }

finish() {
    trap - EXIT
    $finished || fail "test.sh did not reach its end"
    rm -rf "${scratch-}"
    [ "$reported" -gt 0 ] || [ "$failed" -gt 0 ] || fail "no test ran"
    say "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ] || exit 1
    exit 0
}
trap finish EXIT
trap 'say "test.sh: interrupted"; exit 130' INT TERM

# count_report NAME REPORT EXIT-CODE: adds a report's totals. A program that left no report, or failed without a failed test, counts as one failure.
count_report() {
    local name=$1 report=$2 code=$3 p f s e
    if ! read -r p f s e < <(report_totals "$report"); then
        fail "$name ended with exit code $code and left no report"
        return
    fi
    f=$((f + e))
    [ "$code" -eq 0 ] || [ "$f" -gt 0 ] || { f=1; say "FAILED: $name ended with exit code $code although no test failed"; }
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s)) reported=$((reported + p + f + s))
    say "$name: $p passed, $f failed, $s skipped"
    [ -n "$filter" ] || [ $((p + f + s)) -gt 0 ] || fail "$name holds no test"
}

# The totals of the <assembly> elements: passed, failed, skipped, errors.
report_totals() {
    [ -s "$1" ] && grep -q '</assemblies>' "$1" || return 1
    grep -o '<assembly [^>]*>' "$1" | awk '
        function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
        { passed += value("passed"); failed += value("failed"); skipped += value("skipped"); errors += value("errors") }
        END { if (NR == 0) exit 1; print passed + 0, failed + 0, skipped + 0, errors + 0 }'
}

# run_tests PROJECT SECONDS OPTION...: the quiet reporter prints what failed and why, and what was skipped and why.
run_tests() {
    local name=$1 limit=$2 code=0 report=$root/$results/$1.xml
    shift 2
    [ -z "$filter" ] || set -- "$@" -method "*$filter*"
    timeout --foreground --kill-after=30 "$limit" dotnet "artifacts/bin/$name/release/$name.dll" \
        -noColor -noLogo -noAutoReporters -reporter quiet -result-xml "$report" "$@" < /dev/null || code=$?
    [ "$code" -ne 124 ] || say "$name: stopped after $limit s"
    count_report "$name" "$report" "$code"
}

# What is on the host now and was not before. A dead process may stay for some seconds until it is reaped.
check_baseline() {
    local attempt
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
        eng/host-baseline.sh > "$scratch/after"
        LC_ALL=C comm -13 "$scratch/before" "$scratch/after" > "$scratch/leaks"
        [ -s "$scratch/leaks" ] || { pass "host returned to its baseline"; return; }
        [ "$attempt" -eq 10 ] || sleep 1
    done
    sed 's/^/left behind: /' "$scratch/leaks"
    fail "host returned to its baseline"
}

run_aot() {
    local project=Youki.Runtime.AotSmoke rid=linux-x64 program
    [ "$(uname -m)" != aarch64 ] || rid=linux-arm64
    program=artifacts/publish/$project/release_$rid/$project
    rm -rf "$(dirname "$program")"
    quietly publish-aot 900 dotnet publish "tests/$project" -c Release -r "$rid" --nologo || { fail "$project: NativeAOT publishing"; return; }
    if [ "$(id -u)" -ne 0 ]; then
        skip "$project: published without a warning; running a container needs root"
    elif ! command -v "$YOUKI_RUNTIME_BINARY" > /dev/null; then
        skip "$project: published without a warning; no container runtime is installed"
    elif timeout --foreground --kill-after=30 120 "$program" < /dev/null; then
        pass "$project: published with NativeAOT, and it ran a container"
    else
        fail "$project: the published program ended with exit code $?"
    fi
}

run_vm() {
    local name=Youki.Runtime.IntegrationTests code=0 report=$root/$results/in-vm.xml
    if [ ! -e ../shared/vm/in-vm ]; then
        skip "tests under pure cgroup v2: ../shared/vm/in-vm is not there"
    elif [ "$(id -u)" -ne 0 ]; then
        skip "tests under pure cgroup v2: the virtual machine needs root"
    else
        say "tests under pure cgroup v2, in the virtual machine: this takes a while"
        eng/test-in-vm.sh "artifacts/bin/$name/release/$name.dll" "$report" || code=$?
        count_report "$name under pure cgroup v2" "$report" "$code"
    fi
}

started=$SECONDS
rm -rf "$results"
mkdir -p "$results"
scratch=$(mktemp -d)
run_setup || { fail "setup"; finished=true; exit; }
quietly build 900 dotnet build Youki.Runtime.sln -c Release --nologo || { fail "build"; finished=true; exit; }

run_tests Youki.Runtime.Tests 600

if ! $unit; then
    # Two runs on one host would take each other's containers for leaks.
    exec 9< /var/tmp
    flock --wait 1800 9 || { fail "another run of the integration tests holds the lock on /var/tmp"; finished=true; exit; }
    eng/host-baseline.sh > "$scratch/before"

    # Tests that only make sense under pure cgroup v2 run where it is, and in the virtual machine.
    [ -e /sys/fs/cgroup/cgroup.controllers ] && host=() || host=(-trait- Host=v2-only)
    run_tests Youki.Runtime.IntegrationTests 1800 "${host[@]}" 9<&-
    [ -n "$filter" ] || run_aot 9<&-
    check_baseline
    exec 9<&-

    if [ -n "$filter" ]; then
        say "left out by --filter: the NativeAOT program, the virtual machine"
    elif $vm; then
        run_vm
    else
        skip "tests under pure cgroup v2: left out by --no-vm"
    fi
fi

[ "${YOUKI_RUNTIME_BINARY-}" = youki ] || say "no youki was found: the tests ran on ${YOUKI_RUNTIME_BINARY-nothing}"
say "took $((SECONDS - started)) s"
finished=true
