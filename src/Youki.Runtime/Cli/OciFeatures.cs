namespace Youki.Runtime.Cli;

/// <summary>
/// What a runtime says it can do. Source: OCI runtime-spec, features.md. youki's booleans tell how its front end was built, not what works; they are left out.
/// </summary>
internal sealed record OciFeatures
{
    public string? OciVersionMin { get; init; }

    public string? OciVersionMax { get; init; }

    public IReadOnlyList<string>? Hooks { get; init; }

    public IReadOnlyList<string>? MountOptions { get; init; }

    public OciLinuxFeatures? Linux { get; init; }
}
