using System.Globalization;
using Youki.Runtime.Bundles;
using Youki.Runtime.Cli;
using Youki.Runtime.Native;
using Youki.Runtime.Node;
using Youki.Runtime.Processes;
using Youki.Runtime.Rootfs;
using Youki.Runtime.Security.Seccomp;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Lifecycle.Execs;

/// <summary>Checks that a command can run in a container as it is, and makes its process of the container's own.</summary>
internal sealed class ExecPreparation(LifecycleServices services, HostProbe host)
{
    private const string UserNamespace = "user";
    private const string Feature = "Running commands in this container";

    /// <summary>How the runtime is told to put a command into a cgroup of its own. Null: it cannot be told.</summary>
    public static string? CgroupOption(ContainerRecord container, ExecId id) => RuntimeDialect.Of(container.Runtime.Flavor).ExecCgroup(container.Runtime, id.Value);

    /// <summary>The command's process, whether the container's seccomp profile applies to it, and the container's first process.</summary>
    public async Task<(OciProcess Process, bool? Seccomp, ProcessIdentity Init)> PrepareAsync(ContainerRecord container, ExecOptions options, CancellationToken cancellationToken)
    {
        var run = await RunningAsync(container, cancellationToken).ConfigureAwait(false);
        var layout = services.Store.Layout(container.Id);
        var spec = await StoredSpec.TryReadAsync(layout, cancellationToken).ConfigureAwait(false);
        if (spec?.Process is not { } own)
        {
            throw new RecordException(layout.SpecFile, $"'{layout.SpecFile}' is missing or has no process, so no command can run in container {container.Id}. Start the container again.");
        }

        var authors = StoredSpec.ReadAuthors(layout) ?? new Dictionary<string, string>();
        var seccomp = CheckRuntime(container, spec, authors, options);
        var init = new ProcessIdentity(run.Pid, run.PidStartTime);
        var user = options.User is { } name ? FindUser(container, init, name) : null;
        if (options.WorkingDirectory is { } directory)
        {
            RequireDirectory(container, init, directory);
        }

        var replacesHome = authors.GetValueOrDefault("process.env[HOME]") == nameof(ProcessDefaultsContributor);
        return (ExecProcess.Make(own, options, user, replacesHome, host.FactsFor(container.Runtime).Capabilities), seccomp, init);
    }

    private async Task<RunRecord> RunningAsync(ContainerRecord container, CancellationToken cancellationToken)
    {
        var observed = await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false);
        if (container.Monitor is null)
        {
            throw new FeatureNotSupportedException(Feature, "it has no monitor. Install conmon, and make the container anew.") { ContainerId = container.Id };
        }

        switch (observed)
        {
            case { State: ContainerState.Running, Run: { } run }:
                return run;

            case { State: ContainerState.Created, Run: { } run }:
                Require(container, RuntimeFeature.ExecInCreated);
                return run;

            default:
                throw new ContainerStatusException(container.Id, observed.State, $"No command can run in container {container.Id}: it is {Words.Of(observed.State)}. "
                    + (observed.State == ContainerState.Paused ? "Resume it first." : "Start it first."));
        }
    }

    /// <summary>Refuses what the runtime would do wrong; whether the container's seccomp profile applies to the command.</summary>
    private static bool? CheckRuntime(ContainerRecord container, RuntimeSpec spec, IReadOnlyDictionary<string, string> authors, ExecOptions options)
    {
        if (spec.Linux?.Namespaces?.Any(item => item.Type == UserNamespace) == true)
        {
            Require(container, RuntimeFeature.ExecInUserNamespace);
        }

        if (spec.Linux?.Seccomp is null)
        {
            return null;
        }

        if (RuntimeDialect.Of(container.Runtime.Flavor).Supports(RuntimeFeature.SeccompOnExec))
        {
            return true;
        }

        // What this library gives every container is a second line of defence; what somebody wrote for this one is meant to hold.
        var isOwn = container.Config.Security?.Seccomp?.Profile is not null
            || authors.Any(author => author.Key.StartsWith("linux.seccomp", StringComparison.Ordinal) && author.Value != nameof(SeccompContributor));
        return isOwn && options.AllowWithoutSeccomp != true
            ? throw new FeatureNotSupportedException(
                Feature,
                $"it has a seccomp profile of its own, which {container.Runtime.Flavor} does not apply to commands. Use runc or crun, or set {nameof(ExecOptions)}.{nameof(ExecOptions.AllowWithoutSeccomp)}.")
            {
                ContainerId = container.Id,
            }
            : false;
    }

    private static void Require(ContainerRecord container, RuntimeFeature feature)
    {
        try
        {
            RuntimeDialect.Of(container.Runtime.Flavor).Require(feature);
        }
        catch (FeatureNotSupportedException exception)
        {
            throw new FeatureNotSupportedException(exception.Feature, exception.Reason) { ContainerId = container.Id };
        }
    }

    /// <summary>Looks a user up as the container sees its accounts now, with what is mounted in it.</summary>
    private static ContainerUser FindUser(ContainerRecord container, ProcessIdentity init, string user)
    {
        var found = AccountLookup.Resolve(user, string.Create(CultureInfo.InvariantCulture, $"/proc/{init.Pid}/root"), container.Config.Image);
        return init.IsAlive() ? found : throw new ContainerStatusException(container.Id, ContainerState.Stopped, $"No command can run in container {container.Id}: it has just ended.");
    }

    /// <summary>Looks for a working directory as the container sees its files now: youki says no more than that a system call failed.</summary>
    private static void RequireDirectory(ContainerRecord container, ProcessIdentity init, string path)
    {
        using var root = Descriptor.TryOpenDirectory(string.Create(CultureInfo.InvariantCulture, $"/proc/{init.Pid}/root"), out _);
        if (root is null || !init.IsAlive())
        {
            throw new ContainerStatusException(container.Id, ContainerState.Stopped, $"No command can run in container {container.Id}: it has just ended.");
        }

        using var found = Descriptor.TryOpenAt(root, RawName.From(path), OpenFlags.PathOnly | OpenFlags.Directory, ResolveFlags.InRoot | ResolveFlags.NoMagicLinks, out var error);
        if (found is null && error is Errno.ENOENT or Errno.ENOTDIR)
        {
            var problem = error == Errno.ENOENT ? "is not there" : "is no directory";
            throw new ContainerStartException(container.Id, StartFailure.Other, $"The command was not started in container {container.Id}: its working directory '{path}' {problem}. Make it, or give another one.");
        }
    }
}
