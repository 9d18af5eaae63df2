namespace Youki.Runtime.Bench;

/// <summary>What the library is to reach, and what it reached.</summary>
/// <param name="Text">The target, in words.</param>
/// <param name="Limit">No more than this.</param>
/// <param name="Value">What was measured; null where it was not.</param>
/// <param name="Basis">What it is a ratio of, or its unit.</param>
internal sealed record Target(string Text, double Limit, double? Value, string Basis)
{
    public string Verdict => Value is not { } value ? "not measured" : value <= Limit ? "met" : "missed";

    public static IReadOnlyList<Target> Of(Measurements measured, Measurements steps, Measurements pulls) =>
    [
        .. pulls.Names.Count > 0 ? OfPulls(pulls) : [],
        .. measured.Names.Count > 0 ? OfContainers(measured, steps) : [],
    ];

    private static Target[] OfPulls(Measurements pulls) =>
    [
        Ratio(pulls, Names.Pull("library"), Names.Pull("podman"), 0.35),
        new(Names.PullMemory, 200, pulls.Of(Names.PullMemory)?.Median, "MB"),
        new(Names.ImageRootFileSystem, 5, pulls.Of(Names.ImageRootFileSystem)?.Median, "ms"),
    ];

    private static Target[] OfContainers(Measurements measured, Measurements steps) =>
    [
        Ratio(measured, Names.Run, Names.ShellRun, 1.15),
        Ratio(measured, Names.StopAndRemove, Names.ShellEnd, 1.15),
        Ratio(measured, Names.Exec, Names.ShellExec, 1.25),
        new(Names.Status, 0.1, measured.Of(Names.Status)?.Median, "ms"),
        new(Names.List1000, 20, measured.Of(Names.List1000)?.Median, "ms"),
        new(Names.ExitNoticed, 20, measured.Of(Names.ExitNoticed)?.Median, "ms"),
        new(Names.Recover, 2000, measured.Of(Names.Recover)?.Median, "ms"),
        new(Names.StatsSingle, 0.5, measured.Of(Names.StatsSingle)?.Median, "s"),
        new(Names.StatsWatch, 0.5, measured.Of(Names.StatsWatch)?.Median, "s"),
        new("library: root file system of another container", 5, steps.Of(Steps.RootFileSystem)?.Median, "ms"),
        new(Names.Growth, 50, measured.Of(Names.Growth)?.Median, "KB"),
    ];

    private static Target Ratio(Measurements measured, string what, string to, double limit) =>
        new(what, limit, measured.Of(what)?.Median / measured.Of(to)?.Median, $"x '{to}'");
}
