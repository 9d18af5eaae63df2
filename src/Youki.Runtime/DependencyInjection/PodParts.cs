using Microsoft.Extensions.Logging;
using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Lifecycle;
using Youki.Runtime.Lifecycle.Pods;

namespace Youki.Runtime.DependencyInjection;

/// <summary>The parts that make and look after pods.</summary>
internal sealed class PodParts
{
    public PodParts(
        LifecycleServices services, PodFinder finder, PodStore store, CgroupTree cgroups, ContainerDrafts drafts, CreateOperation creator, StopOperation containerStopper, RemoveOperation remover,
        ILoggerFactory loggers)
    {
        var pods = new PodServices(
            services.Options,
            store,
            new PodLocks(services.Options.BundleDirectory, services.Time),
            new PodHost(store, cgroups, services.Options, services.Time),
            finder,
            services.Time,
            new PodLog(loggers.CreateLogger<PodLog>()));
        var members = new PodMembers(services, containerStopper, remover);
        var init = new PodInit(services, drafts, creator, remover);
        Stopper = new PodStopper(pods, members);
        Starter = new PodStarter(pods, members, init, Stopper);
        Views = new PodViews(pods, members, init, services);
        Recovery = new PodRecovery(pods, Stopper, members);
    }

    public PodStarter Starter { get; }

    public PodStopper Stopper { get; }

    public PodViews Views { get; }

    public PodRecovery Recovery { get; }
}
