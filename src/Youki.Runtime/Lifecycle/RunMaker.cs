using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Files;
using Youki.Runtime.Native;
using Youki.Runtime.Node;
using Youki.Runtime.Rootfs;
using Youki.Runtime.Specs;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Lifecycle;

/// <summary>Makes one run of a container up to the point where its process waits to be started. The caller holds the container's lock.</summary>
internal sealed class RunMaker(
    LifecycleServices services, SpecComposer composer, HostProbe host, RunLaunchers launchers, IOptions<YoukiRuntimeOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(options.Value.MaxConcurrentCreates);

    /// <summary>Makes the run with this number, and writes it to the record when it is whole.</summary>
    /// <returns>The record as it is on disk now.</returns>
    public async Task<ContainerRecord> MakeAsync(ContainerRecord container, int number, string operation, CancellationToken cancellationToken)
    {
        var layout = services.Store.Layout(container.Id);
        var run = layout.Run(number);
        var image = container.Image is { } pinned ? services.Images.Open(pinned).Config : null;
        var inputs = new SpecInputs
        {
            ContainerId = container.Id,
            NodeId = container.NodeId,
            Config = container.Config,
            Image = container.Image,
            ImageConfig = image,
            BundlePath = layout.Bundle,
            RootfsPath = layout.Rootfs,
            CgroupPath = container.CgroupPath,
            Host = host.FactsFor(container.Runtime),
        };

        services.Log.Step(container.Id, operation, "resources");
        await services.Resources.AcquireAsync(layout, inputs, cancellationToken).ConfigureAwait(false);

        services.Log.Step(container.Id, operation, "spec");
        inputs = inputs with { User = ProcessUser.Find(inputs) };
        var composed = composer.Compose(inputs);
        SpecValidator.Validate(composed, inputs);
        WorkingDirectory.Ensure(inputs, composed.Spec);
        WriteSpec(layout, composed);
        PrivateDirectory.Create(run.MonitorDirectory);
        PrivateDirectory.Create(layout.LogDirectory);

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        LaunchedRun launched;
        try
        {
            services.Log.Step(container.Id, operation, "launch");
            launched = await launchers.LaunchAsync(new LaunchPlan(container, layout, run, services.Options.CreateTimeout)).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }

        services.Log.Step(container.Id, operation, "run");
        services.Store.WriteRun(container.Id, number, new RunRecord
        {
            SchemaVersion = ContainerRecord.CurrentSchemaVersion,
            BootId = BootId.Current,
            Pid = launched.Container.Pid,
            PidStartTime = launched.Container.StartTime,
            MonitorPid = launched.Monitor?.Pid,
            MonitorStartTime = launched.Monitor?.StartTime,
        });

        services.Log.Step(container.Id, operation, "ready");
        var made = container with { Phase = ContainerPhase.Ready, Run = number };
        services.Store.Write(made);
        return made;
    }

    public void Dispose() => _turn.Dispose();

    private static void WriteSpec(BundleLayout layout, ComposedSpec composed)
    {
        AtomicFile.Write(layout.SpecFile, RuntimeSpecJson.Serialize(composed.Spec));
        RecordFile.Write(
            layout.SpecAuthorsFile,
            new AuthorsRecord { SchemaVersion = ContainerRecord.CurrentSchemaVersion, Authors = composed.Authors },
            BundleJson.Default.AuthorsRecord);
    }
}
