using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Node;

/// <summary>
/// Looks whether containers can be made here and are looked after: a few looks at files, and no program is run as long as the runtime's file is the same, so
/// that it can be asked every few seconds.
/// </summary>
internal sealed class NodeHealth(IOptions<YoukiRuntimeOptions> options, RuntimeResolver runtimes, MonitorResolver monitors, ContainerStore store)
{
    public async Task<HealthFindings> LookAsync(YoukiHealthOptions wanted, CancellationToken cancellationToken)
    {
        var findings = new HealthFindings();
        await LookAtRuntimeAsync(findings, cancellationToken).ConfigureAwait(false);
        LookAtMonitor(findings);
        LookAtDirectory(findings, "bundles", options.Value.BundleDirectory, wanted.MinFreeBytes);
        LookAtDirectory(findings, "images", options.Value.ImageDirectory, wanted.MinFreeBytes);
        LookAtNodes(findings, wanted);
        return findings;
    }

    private async Task LookAtRuntimeAsync(HealthFindings findings, CancellationToken cancellationToken)
    {
        try
        {
            var runtime = await runtimes.ResolveAsync(cancellationToken).ConfigureAwait(false);
            findings.Data["runtime"] = $"{runtime.Flavor} {runtime.Version}";
            findings.Data["runtime.path"] = runtime.Path;
        }
        catch (YoukiException exception)
        {
            findings.Failures.Add(exception.Message);
        }
    }

    private void LookAtMonitor(HealthFindings findings)
    {
        try
        {
            if (monitors.Resolve() is { } path)
            {
                findings.Data["monitor.path"] = path;
            }
            else
            {
                findings.Concerns.Add($"The monitor '{options.Value.Monitor}' is not on PATH: exit codes of containers will not be known. Install conmon.");
            }
        }
        catch (RuntimeUnavailableException exception)
        {
            findings.Failures.Add(exception.Message);
        }
    }

    private static void LookAtDirectory(HealthFindings findings, string name, string path, long minFreeBytes)
    {
        // Directories are made with the first node, and that of images with the first image.
        if (!Directory.Exists(path))
        {
            return;
        }

        if (FileAccessCheck.TryWrite(path) is not 0 and var error)
        {
            findings.Failures.Add($"{new NativeException("write to", path, error).Message}.");
        }

        try
        {
            var free = new DriveInfo(path).AvailableFreeSpace;
            findings.Data[$"{name}.free"] = free;
            if (free < minFreeBytes)
            {
                findings.Concerns.Add($"The file system of {path} has {free} free bytes, fewer than {minFreeBytes}. Remove containers and prune images, or enlarge it.");
            }
        }
        catch (IOException exception)
        {
            findings.Failures.Add($"The file system of {path} cannot be looked at: {exception.Message}");
        }
    }

    private void LookAtNodes(HealthFindings findings, YoukiHealthOptions wanted)
    {
        var nodes = store.InitializedNodes;
        findings.Data["nodes"] = string.Join(' ', nodes);
        foreach (var missing in wanted.Nodes.Except(nodes))
        {
            findings.Failures.Add($"Node {missing} is not initialized.");
        }

        if (nodes.Count == 0 && wanted.Nodes.Count == 0)
        {
            findings.Concerns.Add("No node is initialized.");
        }

        foreach (var node in nodes.Where(node => !IsOwned(node)))
        {
            findings.Concerns.Add($"No process owns node {node}: logs are not rotated and ends of containers are not noted. Run one with {nameof(YoukiRuntimeOptions.OwnNodes)}, or 'youkictl maintain'.");
        }
    }

    private bool IsOwned(NodeId node) => OwnerLock.ReadPid(options.Value.BundleDirectory, node) is { } pid && ProcessIdentity.Find(pid) is not null;
}
