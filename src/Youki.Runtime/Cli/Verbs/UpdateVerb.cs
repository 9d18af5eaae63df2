namespace Youki.Runtime.Cli.Verbs;

/// <summary>Changes a container's limits. They come as JSON on standard input: youki ignores most of the single options and still exits with 0.</summary>
internal sealed record UpdateVerb(ContainerId Id) : IOciVerb
{
    public string Name => "update";

    ContainerId? IOciVerb.Id => Id;

    public IReadOnlyList<string> ToArguments(RuntimeDialect dialect) => [Name, "--resources", "-", Id.Value];
}
