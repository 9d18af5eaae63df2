using System.Globalization;

namespace Youki.Runtime.Cli.Verbs;

/// <summary>Prints statistics, once or for ever.</summary>
internal sealed record EventsVerb : IOciVerb
{
    public string Name => "events";

    public required ContainerId Id { get; init; }

    ContainerId? IOciVerb.Id => Id;

    public bool Interruptible => true;

    /// <summary>Time between two statistics, in whole seconds. Null: only one is wanted.</summary>
    public TimeSpan? Interval { get; init; }

    public IReadOnlyList<string> ToArguments(RuntimeDialect dialect)
    {
        dialect.Require(RuntimeFeature.Events);
        return Interval is { } interval
            ? [Name, "--interval", Math.Max(1, (long)interval.TotalSeconds).ToString(CultureInfo.InvariantCulture) + dialect.SecondsSuffix, Id.Value]
            : [Name, "--stats", Id.Value];
    }
}
