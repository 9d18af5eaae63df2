namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>How registries say what is wrong. Source: distribution-spec, "Error codes".</summary>
internal sealed record RegistryErrorDocument
{
    public IReadOnlyList<RegistryError?>? Errors { get; init; }
}
