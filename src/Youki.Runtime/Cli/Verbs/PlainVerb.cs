namespace Youki.Runtime.Cli.Verbs;

/// <summary>A verb without options.</summary>
internal sealed record PlainVerb(string Name, ContainerId? Id, bool Interruptible) : IOciVerb
{
    public static PlainVerb Features { get; } = new("features", null, true);

    public static PlainVerb Info { get; } = new("info", null, true);

    public static PlainVerb Start(ContainerId id) => new("start", id, false);

    public static PlainVerb State(ContainerId id) => new("state", id, true);

    public static PlainVerb Pause(ContainerId id) => new("pause", id, false);

    public static PlainVerb Resume(ContainerId id) => new("resume", id, false);

    public IReadOnlyList<string> ToArguments(RuntimeDialect dialect) => Id is { } id ? [Name, id.Value] : [Name];
}
