namespace Youki.Runtime.Cli;

/// <summary>The part of <see cref="OciFeatures"/> that is about Linux. Source: OCI runtime-spec, features-linux.md.</summary>
internal sealed record OciLinuxFeatures
{
    public IReadOnlyList<string>? Namespaces { get; init; }

    public IReadOnlyList<string>? Capabilities { get; init; }
}
