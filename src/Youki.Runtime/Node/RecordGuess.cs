using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;

namespace Youki.Runtime.Node;

/// <summary>What the record of a container must have said where it is lost: every name on the host derives from the id.</summary>
internal sealed class RecordGuess(IOptions<YoukiRuntimeOptions> options, RuntimeResolver runtimes, TimeProvider time)
{
    public async Task<ContainerRecord> RecordAsync(ContainerId id) => new()
    {
        SchemaVersion = ContainerRecord.CurrentSchemaVersion,
        Id = id,
        NodeId = NodeId.Parse("unknown"),
        Config = new ContainerConfig { Image = "" },
        Runtime = await runtimes.ResolveAsync().ConfigureAwait(false),
        CgroupPath = CgroupPathOf(options.Value, id),
        CreatedAt = time.GetUtcNow(),
        Phase = ContainerPhase.Creating,
        Run = 0,
    };

    /// <summary>Where the container's cgroup is. systemd makes it as a scope in the slice that the options name.</summary>
    public static string CgroupPathOf(YoukiRuntimeOptions options, ContainerId id) =>
        $"{options.CgroupParent.TrimEnd('/')}/{(options.SystemdCgroup ? SystemdScope.NameOf(id) : id.Value)}";
}
