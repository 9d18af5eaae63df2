namespace Youki.Runtime.Devices.Cdi;

/// <summary>A mount of something of the host.</summary>
internal sealed record CdiMount
{
    public string? HostPath { get; init; }

    public string? ContainerPath { get; init; }

    /// <summary>Since 0.4.0.</summary>
    public string? Type { get; init; }

    public IReadOnlyList<string>? Options { get; init; }
}
