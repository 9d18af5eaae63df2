using System.Globalization;
using System.Text.RegularExpressions;

namespace Youki.Runtime.Cli;

/// <summary>All that sets one runtime's command line apart from another's, as data.</summary>
internal sealed record RuntimeDialect
{
    public required RuntimeFlavor Flavor { get; init; }

    /// <summary>The name as it is in records and on disk.</summary>
    public string Name => Flavor.ToString().ToLowerInvariant();

    /// <summary>The first line of <c>--version</c>, with the version as a group.</summary>
    public required Regex VersionLine { get; init; }

    /// <summary>The oldest version that is used without being asked to.</summary>
    public required Version MinimumVersion { get; init; }

    /// <summary>How to get it, as a sentence.</summary>
    public required string Install { get; init; }

    public required LogShape Log { get; init; }

    /// <summary>The option and value that set how much is logged. Empty: there is none.</summary>
    public IReadOnlyList<string> LogLevel { get; init; } = [];

    /// <summary>What stands before a message on standard error, most telling first. Empty: nothing does.</summary>
    public IReadOnlyList<string> StderrMarkers { get; init; } = [];

    /// <summary>What stands before a message in the log and on standard error.</summary>
    public required Regex MessagePrefix { get; init; }

    /// <summary>What the messages mean; the first that matches counts.</summary>
    public required IReadOnlyList<FailurePattern> Failures { get; init; }

    /// <summary>The exit code of a container's process that could not become its program, where the log of its making tells why. Null: the log does not.</summary>
    public int? ExecutionFailureCode { get; init; }

    /// <summary>What the container's process writes to its standard error where it could not become its program. Null: it does not.</summary>
    public Regex? ExecutionFailureLine { get; init; }

    /// <summary>Likewise where a hook in the container failed. Null: it does not.</summary>
    public Regex? HookFailureLine { get; init; }

    /// <summary>The exit codes that come with both.</summary>
    public IReadOnlyList<int> ExecutionFailureLineCodes { get; init; } = [];

    /// <summary>How the verb is spelled that writes a checkpoint.</summary>
    public string CheckpointVerb { get; init; } = "checkpoint";

    /// <summary>Whether <c>list</c> can print JSON. Where it cannot, the root's directories are read.</summary>
    public bool ListsJson { get; init; } = true;

    public EventShape Events { get; init; } = EventShape.None;

    /// <summary>What follows a number of seconds.</summary>
    public string SecondsSuffix { get; init; } = string.Empty;

    /// <summary>Whether device rules are dropped on pure cgroup v2.</summary>
    public bool DropsDeviceRulesOnCgroup2 { get; init; }

    /// <summary>What <c>exec --cgroup</c> wants before the name of a cgroup below the container's, where processes are found by the freezer of version 1. Null: it is not used.</summary>
    public string? LegacyExecCgroup { get; init; }

    /// <summary>Likewise where there is only version 2.</summary>
    public string? UnifiedExecCgroup { get; init; }

    /// <summary>Files that each <c>exec</c> leaves in the container's directory below the root, as patterns: sockets that nobody listens on any more, and links to such. Empty: none.</summary>
    public IReadOnlyList<string> ExecLeftovers { get; init; } = [];

    /// <summary>Whether it ignores that systemd is to make its cgroups, unless there is only cgroup v2.</summary>
    public bool SystemdNeedsCgroup2 { get; init; }

    /// <summary>The version from which on it makes time namespaces. Null: every one that is used.</summary>
    public Version? TimeNamespaces { get; init; }

    /// <summary>The version from which on it applies <c>domainname</c>. Null: every one that is used.</summary>
    public Version? Domainname { get; init; }

    /// <summary>Members of the spec that it applies from some version on, and ignores before. Null: it never does.</summary>
    public IReadOnlyDictionary<string, Version?> MembersSince { get; init; } = new Dictionary<string, Version?>();

    /// <summary>What it cannot do, with the reason and what would work, as a sentence.</summary>
    public IReadOnlyDictionary<RuntimeFeature, string> Refusals { get; init; } = new Dictionary<RuntimeFeature, string>();

    public static RuntimeDialect Of(RuntimeFlavor flavor) => flavor switch
    {
        RuntimeFlavor.Youki => YoukiDialect.Instance,
        RuntimeFlavor.Runc => RuncDialect.Instance,
        RuntimeFlavor.Crun => CrunDialect.Instance,
        _ => throw new ArgumentOutOfRangeException(nameof(flavor), flavor, "There is no such runtime."),
    };

    /// <summary>The dialect of a recorded name.</summary>
    /// <exception cref="FormatException">No runtime has this name.</exception>
    public static RuntimeDialect Of(string name) => Enum.GetValues<RuntimeFlavor>().Select(Of).FirstOrDefault(dialect => dialect.Name == name)
        ?? throw new FormatException($"'{name}' is not a known runtime: youki, runc and crun are.");

    /// <summary>How <c>exec</c> is told to put a process into a cgroup below the container's; null where it cannot be.</summary>
    public string? ExecCgroup(RuntimeIdentity runtime, string name) =>
        !runtime.SystemdCgroup && (runtime.CgroupMode == "v2" ? UnifiedExecCgroup : LegacyExecCgroup) is { } prefix ? prefix + name : null;

    /// <summary>Whether device rules of the spec are enforced, given how cgroups are mounted (<c>v2</c>, <c>hybrid</c> or <c>v1</c>).</summary>
    public bool EnforcesDeviceRules(string cgroupMode) => !(DropsDeviceRulesOnCgroup2 && cgroupMode == "v2");

    /// <summary>Whether systemd can make its cgroups, given how they are mounted (<c>v2</c>, <c>hybrid</c> or <c>v1</c>).</summary>
    public bool TakesSystemdCgroups(string cgroupMode) => !SystemdNeedsCgroup2 || cgroupMode == "v2";

    /// <summary>Whether a version is the given one or later; one that cannot be read is taken to be.</summary>
    public static bool IsSince(string version, Version? first) => first is null || !Version.TryParse(version.Split('+', '-', '~')[0], out var known) || known >= first;

    /// <summary>The members of the spec that a version accepts and does not apply.</summary>
    public IReadOnlySet<string> IgnoredMembers(string version)
    {
        var number = Version.TryParse(new string([.. version.TakeWhile(character => char.IsAsciiDigit(character) || character == '.')]).TrimEnd('.'), out var parsed) ? parsed : new Version(0, 0);
        return MembersSince.Where(member => member.Value is null || number < member.Value).Select(member => member.Key).ToHashSet(StringComparer.Ordinal);
    }

    public bool Supports(RuntimeFeature feature) => !Refusals.ContainsKey(feature);

    /// <summary>Refuses what the runtime cannot do.</summary>
    /// <exception cref="FeatureNotSupportedException">It cannot.</exception>
    public void Require(RuntimeFeature feature)
    {
        if (Refusals.TryGetValue(feature, out var reason))
        {
            throw new FeatureNotSupportedException($"{feature} with {Name}", reason);
        }
    }

    /// <summary>A signal as the runtime reads it: by name, for youki 0.7.0 takes 5 and 7 for each other; real-time signals by number.</summary>
    public string SignalText(Signal signal)
    {
        if (signal.Number < 32)
        {
            return signal.Name;
        }

        Require(RuntimeFeature.RealTimeSignals);
        return signal.Number.ToString(CultureInfo.InvariantCulture);
    }
}
