using Youki.Runtime.Execution;
using Youki.Runtime.Native;

namespace Youki.Runtime.HostHooks;

/// <summary>Keeps a directory for what the hooks of a run say.</summary>
internal sealed class HooksProvider : IHostResourceProvider
{
    public const string ResourceKind = "hooks";

    /// <summary>The program setsid of this host, in what was taken. Missing: there is none.</summary>
    public const string SetsidKey = "setsid";

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Kind => ResourceKind;

    public ResourceScope Scope => ResourceScope.Run;

    public IReadOnlyList<string> DependsOn => [IdMappings.ResourceKind];

    public ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        if (!HookKind.Each(inputs.Config.Hooks).Any())
        {
            return ValueTask.FromResult<HostResource?>(null);
        }

        var directory = HooksLayout.DirectoryOf(inputs.BundlePath);
        FileTree.Delete(directory, cancellationToken);
        Directory.CreateDirectory(directory, Private);
        if (inputs.IdMappings is { } ids)
        {
            // Root of the container's own user namespace, as which its hooks of CreateContainer are run, is another user here.
            using var handle = Descriptor.TryOpenDirectory(directory, out _);
            _ = handle is null ? 0 : FileMetadata.TrySetOwner(handle, ids.HostUid(0) ?? 0, ids.HostGid(0) ?? 0);
        }

        var data = new Dictionary<string, string>();
        if (ProgramFinder.Find("setsid") is { } setsid)
        {
            data[SetsidKey] = setsid;
        }

        return ValueTask.FromResult<HostResource?>(new HostResource { Data = data });
    }

    public ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken)
    {
        FileTree.Delete(HooksLayout.DirectoryOf(record.BundlePath), cancellationToken);
        return ValueTask.CompletedTask;
    }
}
