namespace Youki.Runtime;

/// <summary>One program that is run at a point of a container's life.</summary>
public sealed record ContainerHook
{
    /// <summary>The program, absolute; of <see cref="ContainerHooks.StartContainer"/> in the container, of the others on the host, where nobody but its owner may write to it.</summary>
    public required string Path { get; init; }

    /// <summary>Its arguments, without its own name. Null: none.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>The whole of its environment; nothing of this process's or the container's is in it. Null: <c>PATH</c> alone, with the usual directories.</summary>
    public IReadOnlyDictionary<string, string>? EnvVars { get; init; }

    /// <summary>
    /// How long it may take, at least a second, rounded up to whole ones; then it is killed. Null: its share of what the making or the starting may take
    /// (<c>YoukiRuntimeOptions.CreateTimeout</c>, <c>CommandTimeout</c>).
    /// </summary>
    public TimeSpan? Timeout { get; init; }
}
