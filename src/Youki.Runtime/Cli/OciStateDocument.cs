namespace Youki.Runtime.Cli;

/// <summary>
/// The members of a state document that all runtimes agree on. Of the others, <c>owner</c> is a number for youki and a text for runc and crun.
/// </summary>
internal sealed record OciStateDocument
{
    public string? Id { get; init; }

    public string? Status { get; init; }

    public int? Pid { get; init; }

    public string? Bundle { get; init; }

    public string? Created { get; init; }

    public Dictionary<string, string>? Annotations { get; init; }
}
