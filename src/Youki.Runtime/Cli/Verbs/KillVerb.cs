namespace Youki.Runtime.Cli.Verbs;

/// <summary>Sends a signal to a container's process.</summary>
internal sealed record KillVerb : IOciVerb
{
    public string Name => "kill";

    public required ContainerId Id { get; init; }

    ContainerId? IOciVerb.Id => Id;

    public required Signal Signal { get; init; }

    /// <summary>Whether all processes of the container get it.</summary>
    public bool All { get; init; }

    public IReadOnlyList<string> ToArguments(RuntimeDialect dialect) =>
        new ArgumentList(Name).Flag("--all", All).End(Id.Value, dialect.SignalText(Signal));
}
