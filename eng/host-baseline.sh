#!/bin/bash
# Prints a sorted snapshot of what container work may leave behind on this host,
# one line per thing. test.sh compares two of them: a line that is only in the
# later one is a leak.
#
# What belongs to others is left out: processes are those of OCI runtimes and
# their monitor, and those in the cgroups of the tests; mounts and interfaces of
# other container engines do not count.
set -uo pipefail

readonly parents='/(youki-runtime-tests|orchestrator)'

mounts() {
    awk '{ type = ""; for (i = 7; i <= NF; i++) if ($i == "-") { type = $(i + 1); break }
           print "mount " $5 " " type }' /proc/self/mountinfo |
        grep -vE '^mount (/var/lib/(docker|containers|containerd|kubelet)|/run/(docker|containerd|containers|user|credentials)|/snap)/'
}

namespaces() {
    find /run/netns -mindepth 1 -maxdepth 1 -printf 'netns %f\n' 2> /dev/null
}

interfaces() {
    find /sys/class/net -mindepth 1 -maxdepth 1 -printf 'interface %f\n' | grep -vE '^interface (docker|br-|virbr|wl|ww|usb)'
}

firewall() {
    command -v iptables-save > /dev/null || return 0
    timeout 10 iptables-save 2> /dev/null | grep -E 'CNI|youki' | sed 's/^/iptables /'
}

# The parents themselves may stay, what is below them may not.
cgroups() {
    find /sys/fs/cgroup -mindepth 1 -type d -printf 'cgroup %p\n' 2> /dev/null |
        grep -E "$parents|youki|conmon|/container-" | grep -vE "$parents\$"
}

processes() {
    local directory name state
    for directory in /proc/[0-9]*; do
        state=$(awk '$1 == "State:" { print $2 }' "$directory/status" 2> /dev/null)
        case "$state" in ""|Z) continue ;; esac
        name=$(cat "$directory/comm" 2> /dev/null)
        case "$name" in
            conmon*|youki*|runc*|crun*|docker-registry*) ;;
            *) grep -qE ":$parents/" "$directory/cgroup" 2> /dev/null || continue ;;
        esac
        printf 'process %s %s %s\n' "${directory#/proc/}" "$name" "$(tr '\0\n' '  ' < "$directory/cmdline" 2> /dev/null | cut -c1-300)"
    done
}

# Locks and node records are the library's own and stay, as do the directories that it makes once.
files() {
    find /var/lib/orchestrator /var/run/orchestrator/ -mindepth 2 -maxdepth 3 \
        -not -path '*/.locks*' -not -path '*/.nodes*' -printf 'file %p\n' 2> /dev/null
    find /run/youki /run/runc /run/crun /run/youki-runtime* -mindepth 1 -maxdepth 2 -printf 'file %p\n' 2> /dev/null
    find /tmp /var/tmp /dev/shm -mindepth 1 -maxdepth 1 -iname '*youki*' -printf 'file %p\n' 2> /dev/null
}

loops() {
    grep -H . /sys/block/loop*/loop/backing_file 2> /dev/null | sed 's/^/loop /'
}

{ mounts; namespaces; interfaces; firewall; cgroups; processes; files; loops; } | LC_ALL=C sort
exit 0
