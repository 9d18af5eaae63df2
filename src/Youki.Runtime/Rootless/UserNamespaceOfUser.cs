using Microsoft.Extensions.Logging;

namespace Youki.Runtime.Rootless;

/// <summary>Gives every container of an ordinary user a user namespace with the ids that the user has. Nothing is taken: they are the user's own.</summary>
internal sealed partial class UserNamespaceOfUser(ILogger<UserNamespaceOfUser> logger) : IHostResourceProvider
{
    private int _warned;

    public string Kind => IdMappings.ResourceKind;

    public ResourceScope Scope => ResourceScope.Container;

    public IReadOnlyList<string> DependsOn => [];

    public ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken)
    {
        if (inputs.Config.UserNamespace is { } asked && asked != new UserNamespaceConfig { Mode = UserNamespaceMode.Automatic })
        {
            throw new FeatureNotSupportedException(
                $"{nameof(ContainerConfig)}.{nameof(ContainerConfig.UserNamespace)}",
                "containers of ordinary users always have a user namespace, with all ids of the user. Leave it out, or run as root.") { ContainerId = inputs.ContainerId };
        }

        if (inputs.Config.ResourceRequests?.DiskMb is not null)
        {
            throw new FeatureNotSupportedException(
                $"{nameof(ContainerConfig)}.{nameof(ContainerConfig.ResourceRequests)}.{nameof(ResourceRequests.DiskMb)}",
                "a bounded writable layer needs mounts or quotas, which ordinary users cannot make. Leave it out, or run as root.") { ContainerId = inputs.ContainerId };
        }

        var mappings = UserMappings.Current();
        var single = UserMappings.IsSingle(mappings);
        if ((UserNamespaceSwitches.WhyNot() ?? (single ? null : MappedCommand.WhyNot())) is { } reason)
        {
            throw new HostResourceException(Kind, reason) { ContainerId = inputs.ContainerId };
        }

        if (single && Interlocked.Exchange(ref _warned, 1) == 0)
        {
            LogSingle(UserMappings.Advice(UserMappings.Usual - 1));
        }

        return ValueTask.FromResult<HostResource?>(new HostResource { Data = mappings.ToData() });
    }

    public ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    [LoggerMessage(EventId = 840, Level = LogLevel.Warning, Message = "Containers have the one user and group id 0: this user has no subordinate ids. Images with files of others are refused. {Advice}")]
    private partial void LogSingle(string advice);
}
