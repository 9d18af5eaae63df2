using Youki.Runtime.Bundles;
using Youki.Runtime.Logs;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Lifecycle;

/// <summary>Attaches to containers: their output is followed in the log, which no reader can hold up, and their input goes through the monitor.</summary>
internal sealed class AttachOperation(LifecycleServices services, LogReader logs, MonitorControl control)
{
    public async Task<IContainerAttachment> AttachAsync(ContainerRecord container, AttachOptions options, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Replay ?? 0, nameof(options.Replay));
        await ObserveAliveAsync(container, cancellationToken).ConfigureAwait(false);
        var input = options.Input ? await ConnectAsync(container, cancellationToken).ConfigureAwait(false) : null;
        var following = new LogOptions { Follow = true, Pieces = true, Tail = options.Replay ?? 0 };
        return new ContainerAttachment(
            container.Id,
            stop => logs.ReadAsync(container, following, ended => services.Waiter.WaitAsync(container, ended), stop),
            input,
            (size, stop) => ResizeAsync(container, size, stop));
    }

    private async Task<InputAttachment> ConnectAsync(ContainerRecord container, CancellationToken cancellationToken)
    {
        if (container.Config.OpenStdin != true || container.Monitor is null)
        {
            throw await RefusalAsync(
                container,
                container.Config.OpenStdin != true ? $"has no standard input. Create it with {nameof(ContainerConfig)}.{nameof(ContainerConfig.OpenStdin)}, or attach to its output only."
                : "has no monitor that would pass its input on. Install conmon.",
                cancellationToken).ConfigureAwait(false);
        }

        return await InputAttachment.TryConnectAsync(services.Store.Layout(container.Id).AttachSocket, services.Time, cancellationToken).ConfigureAwait(false)
            ?? throw await RefusalAsync(container, "cannot be sent input: its monitor has ended.", cancellationToken).ConfigureAwait(false);
    }

    private async Task ResizeAsync(ContainerRecord container, TerminalSize size, CancellationToken cancellationToken)
    {
        if (container.Config.Terminal != true)
        {
            throw await RefusalAsync(
                container, $"has no terminal. Create it with {nameof(ContainerConfig)}.{nameof(ContainerConfig.Terminal)}.", cancellationToken).ConfigureAwait(false);
        }

        // A newer run would be another container to whoever attached to this one.
        var current = await ObserveAliveAsync(container, cancellationToken).ConfigureAwait(false);
        if (current.Run != container.Run || !await control.ResizeAsync(services.Store.Layout(container.Id).ControlFifo, size, cancellationToken).ConfigureAwait(false))
        {
            throw await RefusalAsync(current, "has lost the terminal: the run, or its monitor, has ended.", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ContainerRecord> ObserveAliveAsync(ContainerRecord container, CancellationToken cancellationToken)
    {
        var current = services.Store.Read(container.Id);
        var state = (await services.Observer.ObserveAsync(current, cancellationToken).ConfigureAwait(false)).State;
        return state is ContainerState.Created or ContainerState.Running or ContainerState.Paused
            ? current
            : throw new ContainerStatusException(container.Id, state, $"Container {container.Id} is {Words.Of(state)}: it has no process to attach to.");
    }

    private async Task<ContainerStatusException> RefusalAsync(ContainerRecord container, string why, CancellationToken cancellationToken) =>
        new(container.Id, (await services.Observer.ObserveAsync(container, cancellationToken).ConfigureAwait(false)).State, $"Container {container.Id} {why}");
}
