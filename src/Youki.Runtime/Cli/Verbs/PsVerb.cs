namespace Youki.Runtime.Cli.Verbs;

/// <summary>Lists the process ids of a container, as the host sees them.</summary>
internal sealed record PsVerb(ContainerId Id) : IOciVerb
{
    public string Name => "ps";

    ContainerId? IOciVerb.Id => Id;

    public bool Interruptible => true;

    public IReadOnlyList<string> ToArguments(RuntimeDialect dialect) => [Name, "--format", "json", Id.Value];
}
