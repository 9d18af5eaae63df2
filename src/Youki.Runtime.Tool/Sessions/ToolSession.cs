using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Signals;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>What one command works with.</summary>
internal sealed class ToolSession(ToolHost host, ToolSettings settings, RuntimeHandle runtime, SignalRouter signals)
{
    public ToolHost Host => host;

    public ToolSettings Settings => settings;

    public IContainerRuntime Containers => runtime.Containers;

    public IContainerLogs Logs => runtime.Logs;

    public IContainerExecution Execution => runtime.Execution;

    public IContainerControl Control => runtime.Control;

    public IContainerMonitor Monitor => runtime.Monitor;

    public INodeMaintenance Maintenance => runtime.Maintenance;

    public IPodRuntime Pods => runtime.Pods;

    public IHostInspector HostInspector => runtime.Host;

    public IImageStore Images => runtime.Images;

    public IRegistryAccounts Accounts => runtime.Accounts;

    public IVolumeStore Volumes => runtime.Volumes;

    public SignalRouter Signals => signals;

    public ContainerFinder Finder { get; } = new(runtime.Containers, settings.Node);

    public PodReferences PodFinder { get; } = new(runtime.Pods, settings.Node);

    public TextWriter Out { get; } = TextOutput.Open(host.Output);

    /// <summary>Says something to the person, in one line.</summary>
    public void Warn(string message) => ErrorLine.Write(host, message);
}
