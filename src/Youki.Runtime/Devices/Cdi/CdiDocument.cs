namespace Youki.Runtime.Devices.Cdi;

/// <summary>A spec file of the Container Device Interface. Source: CNCF, container-device-interface, SPEC.md.</summary>
internal sealed record CdiDocument
{
    public string? CdiVersion { get; init; }

    public string? Kind { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public IReadOnlyList<CdiEntry>? Devices { get; init; }

    /// <summary>What comes with any of the devices.</summary>
    public CdiEdits? ContainerEdits { get; init; }
}
