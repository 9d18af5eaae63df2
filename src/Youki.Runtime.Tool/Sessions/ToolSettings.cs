namespace Youki.Runtime.Tool.Sessions;

/// <summary>The global options, from the command line or the environment. Null means "not said": the library's default applies.</summary>
internal sealed record ToolSettings
{
    public string? Runtime { get; init; }

    public string? StateDirectory { get; init; }

    public string? BundleDirectory { get; init; }

    public string? CgroupParent { get; init; }

    public bool? SystemdCgroup { get; init; }

    public string? Monitor { get; init; }

    public required NodeId Node { get; init; }

    public bool Debug { get; init; }

    public bool Json { get; init; }

    /// <summary>The same settings as arguments: another process that has none of our environment gets them so.</summary>
    public IReadOnlyList<string> ToArguments() =>
    [
        .. Argument("--runtime", Runtime),
        .. Argument("--state-dir", StateDirectory),
        .. Argument("--bundle-dir", BundleDirectory),
        .. Argument("--cgroup-parent", CgroupParent),
        .. Argument("--systemd-cgroup", SystemdCgroup switch { null => null, true => "true", false => "false" }),
        .. Argument("--monitor", Monitor),
        .. Argument("--node", Node.Value),
    ];

    private static IReadOnlyList<string> Argument(string name, string? value) => value is null ? [] : [$"{name}={value}"];
}
