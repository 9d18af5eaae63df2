using Youki.Runtime.Native;

namespace Youki.Runtime.Namespaces;

/// <summary>
/// Keeps the namespaces that a run joins at paths of the run's own: what the runtime is given stays the very namespace that was checked, whatever becomes of the
/// process it was found by, and of that process's number.
/// </summary>
internal sealed class NamespacesProvider(INamespaceOwners owners) : IHostResourceProvider
{
    public const string ResourceKind = "namespaces";

    /// <summary>Beside the types of the namespaces that are joined, each with its path: the host name in a uts namespace that is not the container's own.</summary>
    public const string HostnameKey = "hostname";

    /// <summary>What goes to <c>/dev/shm</c>, where that is somebody else's.</summary>
    public const string SharedMemoryKey = "shm";

    private const string HostSharedMemory = "/dev/shm";

    public string Kind => ResourceKind;

    public ResourceScope Scope => ResourceScope.Run;

    public IReadOnlyList<string> DependsOn => [];

    public async ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        var data = new Dictionary<string, string>();
        foreach (var type in NamespaceModes.Shareable)
        {
            if (NamespaceModes.IsOfPod(inputs, type))
            {
                await TakeOfPodAsync(inputs, type, data, cancellationToken).ConfigureAwait(false);
            }
            else if (NamespaceModes.Said(inputs.Config, type) is { Container: not null } or { Path: not null })
            {
                await JoinAsync(inputs, type, NamespaceModes.Said(inputs.Config, type)!.Value, data, cancellationToken).ConfigureAwait(false);
            }
        }

        if (NamespaceModes.IsHost(inputs, NamespaceModes.Uts))
        {
            data[HostnameKey] = Environment.MachineName;
        }

        if (NamespaceModes.IsHost(inputs, NamespaceModes.Ipc))
        {
            data[SharedMemoryKey] = HostSharedMemory;
        }

        return data.Count == 0 ? null : new HostResource { Data = data };
    }

    public ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken)
    {
        var directory = NamespacesLayout.DirectoryOf(record.BundlePath);
        try
        {
            foreach (var type in NamespaceModes.Shareable.Where(_ => Directory.Exists(directory)))
            {
                NamespaceFile.Unpin(NamespacesLayout.FileOf(record.BundlePath, type));
            }

            while (FileSystemMount.TryDetach(NamespacesLayout.SharedMemoryOf(record.BundlePath)))
            {
            }

            FileTree.Delete(directory, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostResourceException(
                Kind, $"The namespaces that container {record.ContainerId} has joined could not be let go: {exception.Message}. Unmount what is mounted below '{directory}', and try again.", exception)
            { ContainerId = record.ContainerId };
        }

        return ValueTask.CompletedTask;
    }

    private async Task TakeOfPodAsync(SpecInputs inputs, string type, Dictionary<string, string> data, CancellationToken cancellationToken)
    {
        var pod = inputs.Pod!;
        string[] errors = type == NamespaceModes.Uts ? [.. Shared(inputs.Config.Hostname, "Hostname"), .. Shared(inputs.Config.Domainname, "Domainname")]
            : type == NamespaceModes.Ipc ? [.. Shared(inputs.Config.ShmSizeBytes, "ShmSizeBytes")]
            : [];
        if (errors.Length > 0)
        {
            throw new ContainerConfigException(errors) { ContainerId = inputs.ContainerId };
        }

        if (type == NamespaceModes.Pid)
        {
            await JoinAsync(inputs, type, NamespaceMode.OfContainer(pod.InitContainerId!.Value), data, cancellationToken).ConfigureAwait(false);
            return;
        }

        data[type] = pod.Namespaces[type];
        if (type == NamespaceModes.Uts)
        {
            data[HostnameKey] = pod.Hostname;
        }
        else if (type == NamespaceModes.Ipc)
        {
            data[SharedMemoryKey] = pod.ShmPath;
        }
    }

    private static IEnumerable<string> Shared(object? value, string member) =>
        value is null ? [] : [$"{member}: its pod has one for all of its containers. Leave it out, or give the container a namespace of its own."];

    private async Task JoinAsync(SpecInputs inputs, string type, NamespaceMode mode, Dictionary<string, string> data, CancellationToken cancellationToken)
    {
        try
        {
            Entries.EnsurePrivateDirectory(NamespacesLayout.DirectoryOf(inputs.BundlePath));
            var pin = NamespacesLayout.FileOf(inputs.BundlePath, type);
            if (mode.Path is { } path)
            {
                PinPath(inputs.ContainerId, type, mode, path, pin);
            }
            else
            {
                await PinOfContainerAsync(inputs, type, mode, pin, data, cancellationToken).ConfigureAwait(false);
            }

            data[type] = pin;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostResourceException(
                Kind, $"The {type} namespace '{mode}' could not be kept for container {inputs.ContainerId}: {exception.Message}. It takes a mount, and so root, or a user namespace in which the library runs.", exception)
            { ContainerId = inputs.ContainerId };
        }
    }

    private static void PinPath(ContainerId id, string type, NamespaceMode mode, string path, string pin)
    {
        try
        {
            using var file = NamespaceFile.TryOpen(path, type) ?? throw new NamespaceUnavailableException(
                id, type, mode, $"That file is no {type} namespace. Give one such as /proc/PID/ns/{NamespaceFile.NameOf(type)}, or the file at which it is mounted.");
            NamespaceFile.Pin(file, pin);
        }
        catch (NativeException exception) when (exception.Number is Errno.ENOENT or Errno.ESRCH or Errno.ENOTDIR or Errno.ELOOP or Errno.EACCES)
        {
            throw new NamespaceUnavailableException(id, type, mode, $"{exception.Message}. Give the path of a namespace that is there.", exception);
        }
    }

    private async Task PinOfContainerAsync(SpecInputs inputs, string type, NamespaceMode mode, string pin, Dictionary<string, string> data, CancellationToken cancellationToken)
    {
        var other = mode.Container!.Value;
        var owner = await owners.FindAsync(other, cancellationToken).ConfigureAwait(false)
            ?? throw new NamespaceUnavailableException(inputs.ContainerId, type, mode, "There is no such container. Make it first.");
        if (owner.Process is not { } process)
        {
            throw Gone(inputs.ContainerId, type, mode);
        }

        using var file = NamespaceFile.TryOpenOf(process, type) ?? throw Gone(inputs.ContainerId, type, mode);
        NamespaceFile.Pin(file, pin);
        if (type == NamespaceModes.Uts && owner.Hostname is { } hostname)
        {
            data[HostnameKey] = hostname;
        }
        else if (type == NamespaceModes.Ipc)
        {
            var place = NamespacesLayout.SharedMemoryOf(inputs.BundlePath);
            using var mounts = NamespaceFile.TryOpenOf(process, NamespaceModes.Mount) ?? throw Gone(inputs.ContainerId, type, mode);
            while (FileSystemMount.TryDetach(place))
            {
            }

            Entries.EnsurePrivateDirectory(place);
            ForeignMount.Show(mounts, HostSharedMemory, place);
            data[SharedMemoryKey] = place;
        }
    }

    private static NamespaceUnavailableException Gone(ContainerId id, string type, NamespaceMode mode) =>
        new(id, type, mode, "That container has no process now. Start it first.");
}
