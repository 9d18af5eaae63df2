using System.Text.RegularExpressions;

namespace Youki.Runtime.Cli;

/// <summary>youki, read from its source at 0.7.0 and from what 0.5.7, 0.6.0 and 0.7.0 print.</summary>
internal static class YoukiDialect
{
    public static RuntimeDialect Instance { get; } = new()
    {
        Flavor = RuntimeFlavor.Youki,
        VersionLine = new(@"^youki version:? (?<version>[0-9]\S*)", RegexOptions.CultureInvariant),
        MinimumVersion = new(0, 7, 0),
        Install = "Install youki 0.7.0 or later from https://github.com/youki-dev/youki/releases.",
        Log = new() { LevelKey = "level", MessageKey = "message", TargetKey = "target", OwnTarget = "youki", StatusKey = "status", DetailKey = "err" },
        LogLevel = ["--log-level", "error"],
        StderrMarkers = ["Error: ", "exec failed : ", "run failed : ", "ERROR youki: ", "error: "],
        MessagePrefix = new("^error in executing command: ", RegexOptions.CultureInvariant),
        Failures =
        [
            new(FailureKind.CommandNotFound, @"^failed to create container: .*executable '.*' not found in \$PATH"),
            new(FailureKind.CommandNotExecutable, "^failed to create container: .*executable '.*' at path '.*' does not have correct permissions"),
            new(FailureKind.NotFound, "^container [^ ]+ does not exist\\.$"),
            new(FailureKind.NotFound, "^container state directory does not exist$"),
            new(FailureKind.Exists, "^container already exists$"),
            new(FailureKind.WrongStatus, "failed operation due to incompatible container status: `(?<status>[A-Za-z]+)`$"),
            new(FailureKind.WrongStatus, "^container not running: ", "kill", ContainerState.Stopped),
            new(FailureKind.WrongStatus, "failed to perform operation due to incorrect container status$"),
            new(FailureKind.DamagedState, "failed to (open|parse) container state file \""),
            new(FailureKind.HookFailed, "^failed to create container: .*(failed hooks |failed to run hooks)"),
            new(FailureKind.HookFailed, "^failed to start container .*: .*hook", "start"),
            new(FailureKind.StartFailed, "^failed to create container: "),
            new(FailureKind.UnknownVerb, "^unrecognized subcommand '"),
        ],
        ExecutionFailureCode = 255,
        CheckpointVerb = "checkpointt",
        ListsJson = false,
        Events = EventShape.BareStatistics,
        DropsDeviceRulesOnCgroup2 = true,
        SystemdNeedsCgroup2 = true,
        LegacyExecCgroup = "",
        UnifiedExecCgroup = "",
        ExecLeftovers = ["tenant-notify-*.sock", "tenant-tty-*.sock"],
        MembersSince = new Dictionary<string, Version?> { ["process.selinuxLabel"] = null, ["linux.mountLabel"] = null },
        Refusals = new Dictionary<RuntimeFeature, string>
        {
            [RuntimeFeature.RealTimeSignals] = "youki knows the signals 1 to 31 only; runc and crun take the others.",
            [RuntimeFeature.ExecInUserNamespace] = "youki would run the process in the host's user namespace; use runc or crun, or no user namespace.",
            [RuntimeFeature.ExecInCreated] = "youki runs processes in started containers only; start it first, or use runc or crun.",
            [RuntimeFeature.PauseCreated] = "youki pauses started containers only; start it first, or use runc or crun.",
            [RuntimeFeature.SeccompOnExec] = "youki runs processes in a container without its seccomp filter; use runc or crun.",
            [RuntimeFeature.ConsoleSize] = "youki ignores process.consoleSize; use runc or crun, or resize the terminal once it is there.",
            [RuntimeFeature.SelinuxLabels] = "youki ignores SELinux labels; use runc or crun.",
            [RuntimeFeature.IdmappedMounts] = "youki rejects mounts with id mappings; use runc 1.2 or crun.",
            [RuntimeFeature.Rdma] = "youki ignores RDMA limits; use runc or crun.",
            [RuntimeFeature.Restore] = "youki has no restore; runc and crun restore what youki has checkpointed.",
        },
    };
}
