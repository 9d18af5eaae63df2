using Youki.Runtime.Specs;

namespace Youki.Runtime.Security;

/// <summary>What keeps a container's process from the host: few capabilities, no way to gain more, hidden and read-only kernel files.</summary>
internal sealed class SecurityContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Defaults;

    public RuntimeSpec? Contribute(SpecInputs inputs) => new()
    {
        Process = new OciProcess { Capabilities = CapabilitiesOf(inputs), NoNewPrivileges = true },
        Linux = new LinuxSpec { MaskedPaths = ProtectedPaths.Masked, ReadonlyPaths = ReadonlyOf(inputs.Host.Runtime) },
    };

    private static IReadOnlyList<string> ReadonlyOf(RuntimeIdentity runtime) =>
        runtime is { Flavor: "youki", CgroupMode: not "v2" } ? [.. ProtectedPaths.Readonly, .. ProtectedPaths.LegacyCgroups] : ProtectedPaths.Readonly;

    /// <summary>
    /// Nothing is inheritable or ambient: inheritable capabilities would let a user in the container gain them from files (CVE-2022-24769, moby).
    /// A user other than root has none effective or permitted, as execve(2) would leave it; the bounding set stays. Source: moby, daemon/pkg/oci/oci.go.
    /// </summary>
    private static LinuxCapabilities CapabilitiesOf(SpecInputs inputs)
    {
        string[] granted = [.. DefaultCapabilities.Names.Where(name => MayGrant(name, inputs.Host))];
        string[] held = inputs.User!.Uid == 0 ? granted : [];
        return new LinuxCapabilities { Bounding = granted, Effective = held, Permitted = held };
    }

    private static bool MayGrant(string name, HostFacts host) =>
        host.Capabilities.Contains(name) && (name != DefaultCapabilities.MakeNodes || host.EnforcesDeviceRules);
}
