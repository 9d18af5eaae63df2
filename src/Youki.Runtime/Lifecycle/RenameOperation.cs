using Youki.Runtime.Bundles;
using Youki.Runtime.Events;

namespace Youki.Runtime.Lifecycle;

/// <summary>Gives a container another name. Nothing but the record has it: the host name and all paths come from the id.</summary>
internal sealed class RenameOperation(LifecycleServices services)
{
    public async Task RenameAsync(ContainerId id, string name, CancellationToken cancellationToken)
    {
        using var held = await services.LockAsync(id, cancellationToken).ConfigureAwait(false);
        var container = services.Store.Read(id);
        if (container.Phase != ContainerPhase.Ready)
        {
            throw new ContainerStatusException(id, ContainerState.Creating, $"Container {id} cannot be renamed: its making or removal was broken off. Remove it.");
        }

        if (container.Config.Name != name)
        {
            var renamed = container with { Config = container.Config with { Name = name } };
            services.Store.Write(renamed);
            var before = container.Config.Name is { } old ? new Dictionary<string, string> { ["oldName"] = old } : null;
            services.Events.Record(renamed, EventKind.Renamed, new EventDetail { Attributes = before });
            services.Log.Renamed(id, container.Config.Name, name);
        }
    }
}
