namespace Youki.Runtime.Tests.Tool.Fakes;

/// <summary>Changes the containers of a <see cref="FakeRuntime"/>.</summary>
internal sealed class FakeControl(FakeRuntime runtime) : IContainerControl
{
    public Task PauseContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default) =>
        ChangeAsync(containerId, "pause", ContainerState.Running, ContainerState.Paused);

    public Task ResumeContainerAsync(ContainerId containerId, CancellationToken cancellationToken = default) =>
        ChangeAsync(containerId, "resume", ContainerState.Paused, ContainerState.Running);

    public Task KillContainerProcessesAsync(ContainerId containerId, Signal signal, CancellationToken cancellationToken = default)
    {
        runtime.Get(containerId).Calls.Add($"kill all {signal}");
        return Task.CompletedTask;
    }

    public Task UpdateContainerAsync(ContainerId containerId, ContainerUpdate update, CancellationToken cancellationToken = default)
    {
        runtime.Get(containerId).Updates.Add(update);
        return Task.CompletedTask;
    }

    public Task RenameContainerAsync(ContainerId containerId, string name, CancellationToken cancellationToken = default)
    {
        var container = runtime.Get(containerId);
        container.Status = container.Status with { Name = name };
        return Task.CompletedTask;
    }

    private Task ChangeAsync(ContainerId id, string call, ContainerState from, ContainerState to)
    {
        var container = runtime.Get(id);
        container.Calls.Add(call);
        if (container.Status.State != from)
        {
            throw new ContainerStatusException(id, container.Status.State, $"Container {id} cannot {call}: it is {container.Status.State}.");
        }

        container.Status = container.Status with { State = to };
        return Task.CompletedTask;
    }
}
