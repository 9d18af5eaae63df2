namespace Youki.Runtime;

/// <summary>What a reference is made of, while it is read.</summary>
internal sealed record ImageReferenceParts
{
    public required ImageTransport Transport { get; init; }

    public string? Registry { get; init; }

    public string? Repository { get; init; }

    public string? Tag { get; init; }

    public Digest? Digest { get; init; }

    public string? Path { get; init; }
}
