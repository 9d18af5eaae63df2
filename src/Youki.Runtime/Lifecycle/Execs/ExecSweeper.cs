using Youki.Runtime.Bundles;
using Youki.Runtime.Cgroups;
using Youki.Runtime.Cli;
using Youki.Runtime.Native;
using Youki.Runtime.Supervision.Execs;

namespace Youki.Runtime.Lifecycle.Execs;

/// <summary>Removes what commands leave: their files, cgroups, and the sockets that youki forgets. What cannot go now goes with the next command, or with the container.</summary>
internal sealed class ExecSweeper(LifecycleServices services, CgroupTree cgroups, ExecOrphans orphans, ExecLog log)
{
    /// <summary>Detached commands of a container whose end is kept.</summary>
    private const int Kept = 64;

    private const string Prefix = "exec-";

    /// <summary>After the end of a command that was started: a detached one stays known.</summary>
    public Task FinishAsync(ContainerRecord container, ExecLayout exec, ExecRecord record, ExecResult? result) => TryAsync(container, record.Id, () =>
    {
        if (!record.Detached)
        {
            FileTree.Delete(exec.Directory);
        }
        else if (result is not null && Directory.Exists(exec.Directory))
        {
            ExecFiles.Write(exec, record with { End = result.End });
        }

        Sweep(container);
        return Task.CompletedTask;
    });

    /// <summary>After a start that failed: whatever came of it is killed.</summary>
    public Task AbandonAsync(ContainerRecord container, ExecLayout exec, ExecRecord record) => TryAsync(container, record.Id, async () =>
    {
        await orphans.EndAsync(container, exec, record).ConfigureAwait(false);
        FileTree.Delete(exec.Directory);
        Sweep(container);
    });

    /// <summary>Ends the commands of processes that are gone, at the recovery of a node. The caller holds the container's lock.</summary>
    public async Task RecoverAsync(ContainerRecord container)
    {
        foreach (var exec in services.Store.Layout(container.Id).Run(container.Run).Execs())
        {
            var record = ExecFiles.TryRead(exec);
            if (record is null || (!ExecFiles.HasOwner(record) && (!record.Detached || record.Pid is null)))
            {
                log.Orphaned(container.Id, exec.Id);
                await TryAsync(container, exec.Id, async () =>
                {
                    await orphans.EndAsync(container, exec, record).ConfigureAwait(false);
                    FileTree.Delete(exec.Directory);
                }).ConfigureAwait(false);
            }
        }

        Sweep(container);
    }

    private async Task TryAsync(ContainerRecord container, ExecId id, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is YoukiException or IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            log.NotSwept(container.Id, id, exception);
        }
    }

    private void Sweep(ContainerRecord container)
    {
        // The cgroups first: a command has its directory before its cgroup.
        string[] children = [.. cgroups.Children(container.CgroupPath).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParse(name.AsSpan(Prefix.Length), out _))];
        var execs = services.Store.Layout(container.Id).Run(container.Run).Execs();
        foreach (var exec in execs.Where(HasEnded).SkipLast(Kept))
        {
            FileTree.Delete(exec.Directory);
        }

        // A cgroup in which something goes on is left until that has ended.
        foreach (var name in children.Where(name => !IsRunning(execs, name)))
        {
            cgroups.TryRemove($"{container.CgroupPath}/{name}");
        }

        SweepSockets(container);
    }

    private static bool HasEnded(ExecLayout exec) => ExecFiles.TryRead(exec) is { Detached: true, Pid: not null } record && ExecKiller.MonitorOf(record)?.IsAlive() != true;

    private static bool IsRunning(IReadOnlyList<ExecLayout> execs, string name) => execs.Any(exec => exec.Id.Value == name && !HasEnded(exec));

    /// <summary>The socket by which youki tells a command's process to begin is of no use afterwards. One that is bound belongs to a command that is just starting.</summary>
    private static void SweepSockets(ContainerRecord container)
    {
        var directory = Path.Combine(container.Runtime.Root, container.Id.Value);
        string[] found = [.. RuntimeDialect.Of(container.Runtime.Flavor).ExecLeftovers.SelectMany(pattern => Enumerate(directory, pattern))];
        if (found.Length == 0)
        {
            return;
        }

        // Looked at after the files: what is bound later is none of them. youki binds them by their names alone.
        var bound = File.ReadLines("/proc/net/unix").Select(line => line[(line.LastIndexOfAny([' ', '/']) + 1)..]).ToHashSet(StringComparer.Ordinal);
        foreach (var file in found)
        {
            if (new FileInfo(file).LinkTarget is { } target ? !File.Exists(target) : !bound.Contains(Path.GetFileName(file)))
            {
                File.Delete(file);
            }
        }
    }

    private static IReadOnlyList<string> Enumerate(string directory, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFiles(directory, pattern)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }
}
