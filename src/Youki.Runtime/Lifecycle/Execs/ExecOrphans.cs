using Youki.Runtime.Bundles;
using Youki.Runtime.Native;
using Youki.Runtime.Node;
using Youki.Runtime.Supervision.Execs;

namespace Youki.Runtime.Lifecycle.Execs;

/// <summary>Ends commands that nobody follows: those whose start failed, and those of processes that are gone.</summary>
internal sealed class ExecOrphans(LifecycleServices services, ExecKiller killer, ExecMonitors monitors)
{
    /// <param name="container">The container.</param>
    /// <param name="exec">The command's files.</param>
    /// <param name="record">What is known of it. Null: nothing but its files.</param>
    /// <exception cref="OperationTimeoutException">Something of it does not die.</exception>
    public async Task EndAsync(ContainerRecord container, ExecLayout exec, ExecRecord? record)
    {
        if (record is { Pid: not null } && record.BootId == BootId.Current)
        {
            await killer.KillAsync(container.Id, record, services.Options.KillTimeout, CancellationToken.None).ConfigureAwait(false);
        }

        // The monitor ends by itself once nothing of the command is left. One that is still waiting for the runtime, or for its parent, may go on to start the command.
        await monitors.EndAsync(exec, kill: record?.Pid is null).ConfigureAwait(false);
        var rest = Rest(container, exec, record);
        await killer.KillAsync(container.Id, rest, services.Options.KillTimeout, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>What may be there without being written down: the cgroup that the command would have, and the process that the monitor has named.</summary>
    private static ExecRecord Rest(ContainerRecord container, ExecLayout exec, ExecRecord? record) => (record ?? new ExecRecord
    {
        SchemaVersion = ContainerRecord.CurrentSchemaVersion,
        Id = exec.Id,
        Command = [],
        CreatedAt = default,
        BootId = BootId.Current,
        Detached = false,
        OwnerPid = 0,
        OwnerStartTime = 0,
    }) with { CgroupPath = record?.CgroupPath ?? $"{container.CgroupPath}/{exec.Id}" };
}
