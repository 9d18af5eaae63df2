namespace Youki.Runtime.Devices.Cdi;

/// <summary>A program that is run at a moment of the container's life.</summary>
internal sealed record CdiHook
{
    public string? HookName { get; init; }

    public string? Path { get; init; }

    public IReadOnlyList<string>? Args { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    public int? Timeout { get; init; }
}
