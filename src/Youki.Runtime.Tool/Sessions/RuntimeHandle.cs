namespace Youki.Runtime.Tool.Sessions;

/// <summary>The library's faces that the tool uses.</summary>
internal sealed class RuntimeHandle : IAsyncDisposable
{
    public required IContainerRuntime Containers { get; init; }

    public required IContainerLogs Logs { get; init; }

    public required IContainerExecution Execution { get; init; }

    public required IContainerControl Control { get; init; }

    public required IContainerMonitor Monitor { get; init; }

    public required INodeMaintenance Maintenance { get; init; }

    public required IPodRuntime Pods { get; init; }

    public required IHostInspector Host { get; init; }

    public required IImageStore Images { get; init; }

    public required IRegistryAccounts Accounts { get; init; }

    public required IVolumeStore Volumes { get; init; }

    /// <summary>What is disposed with it. Null: nothing.</summary>
    public IAsyncDisposable? Owner { get; init; }

    public ValueTask DisposeAsync() => Owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
