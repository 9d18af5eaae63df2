using Microsoft.Extensions.Logging;
using Youki.Runtime.Devices;
using Youki.Runtime.Execution;
using Youki.Runtime.HostHooks;
using Youki.Runtime.Images;
using Youki.Runtime.Namespaces;
using Youki.Runtime.Networking;
using Youki.Runtime.Processes;
using Youki.Runtime.Resources;
using Youki.Runtime.Rootfs;
using Youki.Runtime.Security;
using Youki.Runtime.Security.Seccomp;
using Youki.Runtime.Specs;
using Youki.Runtime.UserNamespaces;
using Youki.Runtime.Volumes;
using Youki.Runtime.Volumes.Mounting;

namespace Youki.Runtime.DependencyInjection;

/// <summary>What the library itself says of specs and takes of the host; a user's own contributors and providers come after.</summary>
internal static class Features
{
    public static IEnumerable<ISpecContributor> Contributors(HookBudget hooks) =>
    [
        new DefaultsContributor(),
        new ProcessDefaultsContributor(),
        new ImageContributor(),
        new ImageVolumesContributor(),
        new ProcessContributor(),
        new ProcessAttributesContributor(),
        new RootfsContributor(),
        new UserNamespaceContributor(),
        new SecurityContributor(),
        new SeccompContributor(),
        new HostnameContributor(),
        new ResourcesContributor(),
        new MountsContributor(),
        new AnnotationsContributor(),
        new NamespacesContributor(),
        new InitContributor(),
        new DeviceContributor(),
        new HooksContributor(hooks),
    ];

    public static IEnumerable<IHostResourceProvider> Providers(
        IContainerImages images, VolumeParts volumes, DeviceParts devices, INamespaceOwners owners, IProcessRunner runner, YoukiRuntimeOptions options, TimeProvider time, ILoggerFactory loggers) =>
    [
        new ImageProvider(images),
        new UserNamespaceProvider(new IdPool(options.UserNamespaces, time), loggers.CreateLogger<UserNamespaceProvider>()),
        new WritableLayerProvider(new LayerImageMaker(runner), loggers.CreateLogger<WritableLayerProvider>()),
        new RootfsProvider(images, loggers.CreateLogger<RootfsProvider>()),
        new ImageVolumesProvider(),
        new NamespacesProvider(owners),
        new InitProvider(() => options.InitPath),
        .. volumes.Providers,
        new HooksProvider(),
        new AppArmorProvider(runner, loggers.CreateLogger<AppArmorProvider>()),
        devices.Provider,
    ];

    /// <summary>What is done between the making of a run and its start, in this order.</summary>
    public static IReadOnlyList<IRunPreparation> Preparations(IProcessRunner runner) =>
    [
        new DeviceRulePreparation(),
        new NetworkDevicePreparation(runner),
        new RdmaControllerPreparation(),
    ];
}
