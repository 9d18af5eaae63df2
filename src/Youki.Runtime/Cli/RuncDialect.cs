using System.Text.RegularExpressions;

namespace Youki.Runtime.Cli;

/// <summary>runc, read from what 1.1.5 prints.</summary>
internal static class RuncDialect
{
    public static RuntimeDialect Instance { get; } = new()
    {
        Flavor = RuntimeFlavor.Runc,
        VersionLine = new(@"^runc version (?<version>[0-9]\S*)", RegexOptions.CultureInvariant),
        MinimumVersion = new(1, 1, 0),
        Install = "Install runc 1.1 or later, for instance the package 'runc'.",
        TimeNamespaces = new(1, 2),
        Domainname = new(1, 2),
        Log = new() { LevelKey = "level", MessageKey = "msg" },
        MessagePrefix = new("^(runc [a-z]+ failed|exec failed): ", RegexOptions.CultureInvariant),
        Failures =
        [
            new(
                FailureKind.CommandNotFound,
                @"^unable to start container process: .*exec: "".*"": (executable file not found in \$PATH|(stat .*: )?no such file or directory)"),
            new(
                FailureKind.CommandNotExecutable,
                @"^unable to start container process: .*exec: "".*"": (stat .*: )?(permission denied|is a directory|exec format error)"),
            new(FailureKind.NotFound, "^container does not exist$"),
            new(FailureKind.Exists, "^container with (given ID already exists|id exists: .*)$"),
            new(FailureKind.WrongStatus, "^cannot start an already running container$", state: ContainerState.Running),
            new(FailureKind.WrongStatus, "^cannot start a container that has stopped$", state: ContainerState.Stopped),
            new(FailureKind.WrongStatus, "^cannot delete container .+ that is not stopped: (?<status>[a-z]+)$"),
            new(FailureKind.WrongStatus, "^container not running$", "kill", ContainerState.Stopped),
            new(FailureKind.WrongStatus, "^container (with id .+ is )?not (running|paused)$"),
            new(FailureKind.WrongStatus, "^cannot exec in a (?<status>[a-z]+) container"),
            new(FailureKind.WrongStatus, "^Container cannot be checkpointed in (?<status>[a-z]+) state$"),
            new(FailureKind.DamagedState, "^(EOF|unexpected EOF|unexpected end of JSON input|invalid character .*)$", "state"),
            new(FailureKind.HookFailed, "error running ([a-zA-Z]+ )?hook #[0-9]+: "),
            new(FailureKind.StartFailed, "^unable to start container process: "),
            new(FailureKind.UnknownVerb, "^No help topic for '"),
        ],
        ExecutionFailureLine = new(
            "^exec (?<program>/.+): (?<reason>exec format error|no such file or directory|permission denied|argument list too long|text file busy|too many levels of symbolic links|not a directory|accessing a corrupted shared library)$",
            RegexOptions.CultureInvariant),
        HookFailureLine = new("^error running (?<kind>[a-zA-Z]+ )?hook #(?<index>[0-9]+): (?<reason>.+)$", RegexOptions.CultureInvariant),
        ExecutionFailureLineCodes = [1, 255],
        Events = EventShape.Envelope,
        SecondsSuffix = "s",
        // Source: runc, CHANGELOG.md; that 1.1.5 ignores the first three was measured.
        MembersSince = new Dictionary<string, Version?>
        {
            ["process.scheduler"] = new(1, 2), ["process.ioPriority"] = new(1, 2), ["linux.personality"] = new(1, 2), ["process.execCPUAffinity"] = new(1, 3),
        },
        LegacyExecCgroup = "freezer:",
        UnifiedExecCgroup = "",
    };
}
