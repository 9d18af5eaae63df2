using System.Text.RegularExpressions;

namespace Youki.Runtime.Cli;

/// <summary>crun, read from what 1.8.1 prints.</summary>
internal static class CrunDialect
{
    public static RuntimeDialect Instance { get; } = new()
    {
        Flavor = RuntimeFlavor.Crun,
        VersionLine = new(@"^crun version (?<version>[0-9]\S*)", RegexOptions.CultureInvariant),
        MinimumVersion = new(1, 8, 0),
        Install = "Install crun 1.8 or later, for instance the package 'crun'.",
        TimeNamespaces = new(1, 8, 5),
        Log = new() { LevelKey = "level", MessageKey = "msg" },
        MessagePrefix = new("^(?!)", RegexOptions.CultureInvariant),
        // Source: crun, NEWS.
        MembersSince = new Dictionary<string, Version?> { ["process.scheduler"] = new(1, 8, 5), ["process.ioPriority"] = new(1, 8, 6), ["process.execCPUAffinity"] = new(1, 20) },
        Failures =
        [
            new(FailureKind.CommandNotFound, @"^executable file `.*` not found"),
            new(FailureKind.CommandNotExecutable, "^open executable: (Permission denied|Operation not permitted)$"),
            new(FailureKind.NotFound, "^error opening file `.*/status`: No such file or directory$"),
            new(FailureKind.NotFound, "^cannot open directory '?`?.*'?`?: No such file or directory$", "delete"),
            new(FailureKind.NotFound, "^container `.+` does not exist"),
            new(FailureKind.Exists, "^container `.+` already exists$"),
            new(FailureKind.WrongStatus, "^cannot open `.*/exec\\.fifo`: No such file or directory$", "start", ContainerState.Running),
            new(FailureKind.WrongStatus, "^(the )?container `.+` is not running$", state: ContainerState.Stopped),
            new(FailureKind.WrongStatus, "^the container `.+` is paused$", state: ContainerState.Paused),
            new(FailureKind.WrongStatus, "^the container `.+` is not in `created` or `stopped` state$"),
            new(FailureKind.WrongStatus, "^kill container: No such process$", "kill", ContainerState.Stopped),
            new(FailureKind.DamagedState, "^cannot parse status file: "),
            new(FailureKind.HookFailed, "^error executing hook "),
            new(FailureKind.StartFailed, "^exec container process "),
            new(FailureKind.UnknownVerb, "^unknown command "),
        ],
        Refusals = new Dictionary<RuntimeFeature, string>
        {
            [RuntimeFeature.Events] = "crun has no events; read the container's cgroup, or use youki or runc.",
            [RuntimeFeature.ExecInPaused] = "crun runs no processes in paused containers; resume it first, or use youki or runc.",
        },
    };
}
