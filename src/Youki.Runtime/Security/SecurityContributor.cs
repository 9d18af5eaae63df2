using Youki.Runtime.Specs;

namespace Youki.Runtime.Security;

/// <summary>What keeps a container's process from the host: few capabilities, no way to gain more, hidden and read-only kernel files.</summary>
internal sealed class SecurityContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Defaults;

    public RuntimeSpec? Contribute(SpecInputs inputs) => new()
    {
        Process = new OciProcess
        {
            Capabilities = CapabilityPlan.Sets(inputs.Config, inputs.Host, root: inputs.User!.Uid == 0),
            ApparmorProfile = inputs.Resources.GetValueOrDefault(AppArmorProvider.ResourceKind)?.GetValueOrDefault(AppArmorProvider.ProfileKey),
            SelinuxLabel = SelinuxLabels.ProcessLabel(inputs.Config),

            // youki loads seccomp filters in another order as soon as the member is there, even with false.
            NoNewPrivileges = inputs.Config.Security?.NoNewPrivileges ?? inputs.Config.Privileged != true ? true : null,
        },
        Linux = new LinuxSpec
        {
            MountLabel = SelinuxLabels.MountLabel(inputs.Config),
            MaskedPaths = PathsOf(inputs.Config, security => security?.MaskedPaths, ProtectedPaths.Masked, inputs.Config.Security?.AdditionalMaskedPaths, CgroupsOf(inputs, ProtectedPaths.NamedCgroups)),
            ReadonlyPaths = PathsOf(
                inputs.Config, security => security?.ReadonlyPaths, ProtectedPaths.Readonly, inputs.Config.Security?.AdditionalReadonlyPaths, CgroupsOf(inputs, ProtectedPaths.LegacyCgroups)),
        },
    };

    /// <summary>What is said instead of the defaults, what is said beside them, and what the runtime's own faults make needful.</summary>
    private static string[]? PathsOf(
        ContainerConfig config, Func<SecurityConfig?, IReadOnlyList<string>?> said, IReadOnlyList<string> defaults, IReadOnlyList<string>? more, IReadOnlyList<string> needful)
    {
        var paths = said(config.Security) ?? (config.Privileged == true ? [] : defaults);
        string[] all = [.. paths.Concat(more ?? []).Concat(needful).Distinct()];
        return all.Length > 0 ? all : null;
    }

    private static IReadOnlyList<string> CgroupsOf(SpecInputs inputs, IReadOnlyList<string> paths) =>
        inputs.Host.Runtime is { Flavor: "youki", CgroupMode: not "v2" } && inputs.Config.Privileged != true ? paths : [];
}
