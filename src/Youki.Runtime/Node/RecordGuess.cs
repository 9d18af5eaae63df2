using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Cli;

namespace Youki.Runtime.Node;

/// <summary>What the record of a container must have said where it is lost: every name on the host derives from the id.</summary>
internal sealed class RecordGuess(IOptions<YoukiRuntimeOptions> options, RuntimeResolver runtimes, CgroupTree cgroups, TimeProvider time)
{
    public async Task<ContainerRecord> RecordAsync(ContainerId id) => new()
    {
        SchemaVersion = ContainerRecord.CurrentSchemaVersion,
        Id = id,
        NodeId = NodeId.Parse("unknown"),
        Config = new ContainerConfig { Image = "" },
        Runtime = await RuntimeAsync(id).ConfigureAwait(false),
        CgroupPath = CgroupPathOf(options.Value, id),
        CreatedAt = time.GetUtcNow(),
        Phase = ContainerPhase.Creating,
        Run = 0,
    };

    /// <summary>The runtime that has state of the container, else today's; where there is none, removal goes on without.</summary>
    private async Task<RuntimeIdentity> RuntimeAsync(ContainerId id)
    {
        var today = await runtimes.TryResolveAsync().ConfigureAwait(false);
        var maker = Enum.GetValues<RuntimeFlavor>().FirstOrDefault(flavor => Directory.Exists(Path.Combine(runtimes.RootOf(flavor), id.Value)), RuntimeFlavor.Youki);
        var name = RuntimeDialect.Of(maker).Name;
        return today is not null && (today.Flavor == name || !Directory.Exists(Path.Combine(runtimes.RootOf(maker), id.Value)))
            ? today
            : new RuntimeIdentity
            {
                Flavor = name,
                Path = name,
                Version = "unknown",
                Root = runtimes.RootOf(maker),
                CgroupMode = cgroups.ModeName,
                SystemdCgroup = options.Value.SystemdCgroup,
            };
    }

    /// <summary>Where the container's cgroup is. systemd makes it as a scope in the slice that the options name.</summary>
    public static string CgroupPathOf(YoukiRuntimeOptions options, ContainerId id) =>
        $"{options.CgroupParent.TrimEnd('/')}/{(options.SystemdCgroup ? SystemdScope.NameOf(id) : id.Value)}";
}
