namespace Youki.Runtime.IntegrationTests.Security;

/// <summary>What an image tries that wants to harm its host: one line for each thing that it could do and should not, and one for each place that it could write to.</summary>
internal static class HostileImage
{
    /// <summary>Where its own files may be written: the volume, the tmpfs, and what every container has of its own in memory.</summary>
    public static IReadOnlyList<string> OwnPlaces { get; } = ["/data", "/dev", "/dev/mqueue", "/dev/shm", "/tmp"];

    public const string Script = """
        #!/bin/busybox sh
        try() { name=$1; shift; "$@" >/dev/null 2>&1 && echo "did $name"; }
        put() { try "$1" /bin/busybox sh -c "echo \"$2\" > $3"; }

        # Its files, and those of the kernel.
        try "change its image" /bin/busybox sh -c 'echo x >> /bin/busybox'
        try "remove from its image" rm -f /etc/passwd
        try "make a file in its root" touch /made
        put "change how the host dumps cores" "$(cat /proc/sys/kernel/core_pattern)" /proc/sys/kernel/core_pattern
        put "press the host's sysrq" h /proc/sysrq-trigger
        put "forbid others to be killed" -1000 /proc/self/oom_score_adj
        for file in $(/bin/busybox find /sys/fs/cgroup -type f \( -name 'memory.*max' -o -name '*limit_in_bytes' -o -name pids.max -o -name cpu.max -o -name cpu.cfs_quota_us -o -name cgroup.procs -o -name tasks -o -name release_agent \)); do
            put "write $file" -1 $file
        done
        for directory in /sys/fs/cgroup /sys/fs/cgroup/*; do try "make a cgroup in $directory" mkdir $directory/made; done

        # Devices, mounts, namespaces, names.
        try "make a node of a disk" mknod /tmp/disk b 8 0
        try "make a node of memory" mknod /tmp/memory c 1 1
        try "mount a tmpfs" mount -t tmpfs none /data
        try "mount proc" mount -t proc none /data
        try "make its root writable" mount -o remount,rw /
        try "make its kernel files writable" mount -o remount,rw /sys
        try "unmount what hides the kernel's files" umount /proc/kcore
        try "make a user namespace" /bin/busybox unshare -U true
        try "make a network" /bin/busybox unshare -n true
        try "enter another namespace" /bin/busybox nsenter -t 1 -m true
        try "change its root" /bin/busybox chroot / true
        try "change the host's name" hostname evil
        try "set the clock" /bin/busybox adjtimex -t 10000
        try "load a module" /bin/busybox insmod /bin/busybox
        try "read the kernel's memory" head -c 1 /dev/mem
        try "read the kernel's log" /bin/busybox dmesg
        try "raise its own limits" /bin/busybox sh -c 'ulimit -n 4000000'
        try "own a file that is not its own" /bin/busybox chown 12345 /tmp
        try "be another user" /bin/busybox su web -c true
        try "open a raw socket" /bin/busybox ping -c 1 -W 1 127.0.0.1
        try "watch another process" /bin/busybox sh -c 'cat /proc/1/mem'
        for secret in /proc/kcore /proc/keys /proc/timer_list /sys/firmware; do try "look into $secret" /bin/busybox sh -c "[ -n \"\$(head -c 1 $secret)\" ]"; done

        # Every place where something is mounted.
        while read -r _ _ _ _ place _; do [ -d "$place" ] && touch "$place/made" 2>/dev/null && echo "wrote $place"; done < /proc/self/mountinfo

        # More than its share.
        head -c 200000000 /dev/zero | tail -c 200000000 >/dev/null 2>&1 && echo "did use 200 MB of memory"
        dd if=/dev/zero of=/tmp/fill bs=65536 count=1024 2>/dev/null && echo "did fill its tmpfs without an end"
        rm -f /tmp/fill
        (i=0; while [ $i -lt 300 ]; do sleep 100 & i=$((i + 1)); done; echo "did start 300 processes") 2>/dev/null
        echo end
        """;
}
