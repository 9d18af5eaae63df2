namespace Youki.Runtime.Cli.Verbs;

/// <summary>Lists the containers of a runtime that can print JSON.</summary>
internal sealed record ListVerb : IOciVerb
{
    public string Name => "list";

    public ContainerId? Id => null;

    public bool Interruptible => true;

    public IReadOnlyList<string> ToArguments(RuntimeDialect dialect) => [Name, "--format", "json"];
}
