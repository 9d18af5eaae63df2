namespace Youki.Runtime.Devices.Cdi;

/// <summary>A device of a spec file.</summary>
internal sealed record CdiEntry
{
    public string? Name { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public CdiEdits? ContainerEdits { get; init; }
}
