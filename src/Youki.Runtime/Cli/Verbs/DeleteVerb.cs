namespace Youki.Runtime.Cli.Verbs;

/// <summary>Removes what the runtime knows of a container, and its cgroup.</summary>
internal sealed record DeleteVerb : IOciVerb
{
    public string Name => "delete";

    public required ContainerId Id { get; init; }

    ContainerId? IOciVerb.Id => Id;

    /// <summary>Whether it is killed first, and a container that is not there is no error.</summary>
    public bool Force { get; init; }

    public IReadOnlyList<string> ToArguments(RuntimeDialect dialect) => new ArgumentList(Name).Flag("--force", Force).End(Id.Value);
}
