using Microsoft.Extensions.Logging;
using Youki.Runtime.Native;

namespace Youki.Runtime.UserNamespaces;

/// <summary>
/// Claims the ids of a container's user namespace, which its files belong to: it keeps them until it is removed. The runtime makes the container as root of
/// that namespace, which must get to the bundle.
/// </summary>
internal sealed partial class UserNamespaceProvider(IdPool pool, ILogger<UserNamespaceProvider> logger) : IHostResourceProvider
{
    private const uint DefaultSize = 65536;

    // Beside the mappings in the ledger: the options may name another one by the time they are given back.
    private const string PoolKey = "pool";

    public string Kind => IdMappings.ResourceKind;

    public ResourceScope Scope => ResourceScope.Container;

    public IReadOnlyList<string> DependsOn => [];

    public async ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        if (inputs.Config.UserNamespace is not { } asked || asked.Mode == UserNamespaceMode.Host)
        {
            return null;
        }

        CheckHost(inputs.ContainerId);
        try
        {
            var bundle = RealPath(inputs.BundlePath);
            var uids = asked.UidMappings ?? asked.GidMappings;
            var mappings = uids is null
                ? await pool.ClaimAsync(inputs.ContainerId, bundle, asked.Size ?? DefaultSize, cancellationToken).ConfigureAwait(false)
                : await pool.ClaimAsync(inputs.ContainerId, bundle, new IdMappings { Uids = uids, Gids = asked.GidMappings ?? uids }, cancellationToken).ConfigureAwait(false);
            var (uid, gid) = (mappings.HostUid(0) ?? 0, mappings.HostGid(0) ?? 0);
            LogClaimed(inputs.ContainerId, uid, gid);
            BundleEntrance.Open(bundle, mappings, inputs.ContainerId);
            return new HostResource { Data = new Dictionary<string, string>(mappings.ToData()) { [PoolKey] = pool.Directory } };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(inputs.ContainerId, "made ready", exception);
        }
    }

    public async ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken)
    {
        try
        {
            var from = record.Data?.GetValueOrDefault(PoolKey) is { } directory ? pool.In(directory) : pool;
            await from.ReleaseAsync(record.ContainerId, RealPath(record.BundlePath), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(record.ContainerId, "given back", exception);
        }
    }

    private static void CheckHost(ContainerId id)
    {
        const string feature = $"ContainerConfig.{nameof(ContainerConfig.UserNamespace)}";
        if (!File.Exists("/proc/self/ns/user"))
        {
            throw new FeatureNotSupportedException(feature, "This kernel has no user namespaces. Leave it out, or use a kernel with CONFIG_USER_NS.") { ContainerId = id };
        }
    }

    // Two ways to one bundle directory must not make two containers of one.
    private static string RealPath(string bundlePath)
    {
        using var bundle = Descriptor.TryOpenDirectory(bundlePath, out _);
        return bundle is null ? bundlePath : Descriptor.RealPath(bundle);
    }

    private static HostResourceException Failed(ContainerId id, string what, Exception exception) =>
        new(IdMappings.ResourceKind, $"The ids of container {id} could not be {what}: {exception.Message}. Look at the directory of {nameof(YoukiRuntimeOptions.UserNamespaces)} and the bundle directory.", exception) { ContainerId = id };

    [LoggerMessage(EventId = 840, Level = LogLevel.Debug, Message = "Root of container {ContainerId} is user {Uid} and group {Gid} of the host")]
    private partial void LogClaimed(ContainerId containerId, uint uid, uint gid);
}
