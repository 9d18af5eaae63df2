using Youki.Runtime.Bundles;

namespace Youki.Runtime.Supervision;

/// <summary>Picks how a container's runs are made: by its monitor, or directly where the host has none.</summary>
internal sealed class RunLaunchers(MonitoredLauncher monitored, DirectLauncher direct)
{
    public IRunLauncher For(ContainerRecord container) => container.Monitor is null ? direct : monitored;
}
