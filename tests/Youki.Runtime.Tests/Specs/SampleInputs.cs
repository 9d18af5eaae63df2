using Youki.Runtime.Networking;
using Youki.Runtime.Processes;
using Youki.Runtime.Resources;
using Youki.Runtime.Rootfs;
using Youki.Runtime.Security;
using Youki.Runtime.Specs;
using Youki.Runtime.UserNamespaces;
using Youki.Runtime.Volumes;

namespace Youki.Runtime.Tests.Specs;

/// <summary>Inputs with sane values, to be changed by <c>with</c>.</summary>
internal static class SampleInputs
{
    /// <summary>The capabilities of root on Debian 12 (<c>capsh --print</c>), shortened to Docker's and two others.</summary>
    public static readonly IReadOnlySet<string> HostCapabilities = new HashSet<string>
    {
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", "CAP_MKNOD", "CAP_NET_RAW", "CAP_SETGID", "CAP_SETUID", "CAP_SETFCAP", "CAP_SETPCAP",
        "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_KILL", "CAP_AUDIT_WRITE", "CAP_SYS_ADMIN", "CAP_NET_ADMIN",
    };

    public static IReadOnlyList<ISpecContributor> Contributors { get; } =
    [
        new DefaultsContributor(), new SecurityContributor(), new HostnameContributor(), new ProcessDefaultsContributor(),
        new ImageContributor(), new ImageVolumesContributor(), new ProcessContributor(), new ProcessAttributesContributor(), new RootfsContributor(), new UserNamespaceContributor(), new ResourcesContributor(), new AnnotationsContributor(),
    ];

    public static ContainerConfig Config => new() { Image = "dir:/srv/root", Command = ["sh", "-c", "echo hello"] };

    public static HostFacts YoukiHybrid => new()
    {
        Runtime = Runtime("youki", "0.7.0", "hybrid"),
        Capabilities = HostCapabilities,
        OpenFilesHardLimit = 524_288,
        EnforcesDeviceRules = true,
        HasCgroupNamespace = true,
    };

    public static HostFacts YoukiV2 => YoukiHybrid with { Runtime = Runtime("youki", "0.7.0", "v2"), EnforcesDeviceRules = false };

    public static HostFacts RuncV2 => YoukiHybrid with { Runtime = Runtime("runc", "1.1.5", "v2") };

    public static ContainerUser Root => new() { Uid = 0, Gid = 0, AdditionalGids = [], Home = "/root" };

    public static SpecInputs Inputs => new()
    {
        ContainerId = ContainerId.Parse("container-0198f0c1-7a2b-7cde-8f00-0123456789ab"),
        NodeId = NodeId.Parse("node-1"),
        Config = Config,
        BundlePath = "/var/lib/orchestrator/bundles/container-1",
        RootfsPath = "/var/lib/orchestrator/bundles/container-1/rootfs",
        CgroupPath = "/orchestrator/container-1",
        User = Root,
        Host = YoukiHybrid,
    };

    public static RuntimeIdentity Runtime(string flavor, string version, string cgroupMode) => new()
    {
        Flavor = flavor,
        Path = $"/usr/bin/{flavor}",
        Version = version,
        Root = "/var/run/orchestrator/youki",
        CgroupMode = cgroupMode,
        SystemdCgroup = false,
    };

    /// <summary>The inputs of a container that is made from an image of the store.</summary>
    public static SpecInputs From(ImageConfig image, ContainerConfig? config = null) => Inputs with
    {
        Config = (config ?? new ContainerConfig { Image = "app:1" }) with { Image = "app:1" },
        Image = new ContainerImage { Reference = ImageReference.Parse("app:1"), Id = Digest.Of("config"u8), Digest = Digest.Of("manifest"u8), Layers = [Digest.Of("layer"u8)] },
        ImageConfig = image,
    };

    public static ComposedSpec Compose(SpecInputs inputs, params ISpecContributor[] more) => new SpecComposer([.. Contributors, .. more]).Compose(inputs);
}
