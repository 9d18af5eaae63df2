namespace Youki.Runtime.Cli;

/// <summary>What a runtime says of a container. Source: OCI runtime-spec, runtime.md, "State".</summary>
internal sealed record OciState
{
    public required string Id { get; init; }

    /// <summary>Unknown where the runtime uses a word of its own, or cannot read its own file.</summary>
    public required ContainerState Status { get; init; }

    /// <summary>The first process, as the host sees it. Null: it has none; youki goes on naming the one that ended.</summary>
    public int? Pid { get; init; }

    /// <summary>The bundle's directory. Null: it is not told.</summary>
    public string? Bundle { get; init; }

    /// <summary>When it was made. Null: not yet.</summary>
    public DateTimeOffset? Created { get; init; }

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
