namespace Youki.Runtime.Cli.Verbs;

/// <summary>Writes a sample config.json.</summary>
internal sealed record SpecVerb : IOciVerb
{
    public string Name => "spec";

    public ContainerId? Id => null;

    /// <summary>The directory to write to, absolute.</summary>
    public required string Bundle { get; init; }

    public bool Rootless { get; init; }

    public IReadOnlyList<string> ToArguments(RuntimeDialect dialect) => new ArgumentList(Name).Option("--bundle", Bundle).Flag("--rootless", Rootless).End();
}
