namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>One thing that is wrong.</summary>
internal sealed record RegistryError
{
    /// <summary>Such as <c>MANIFEST_UNKNOWN</c>.</summary>
    public string? Code { get; init; }

    public string? Message { get; init; }
}
