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
        if (Refusal(inputs) is var (member, why))
        {
            throw new FeatureNotSupportedException($"{nameof(ContainerConfig)}.{member}", why) { ContainerId = inputs.ContainerId };
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

    /// <summary>What the configuration asks for and an ordinary user cannot have, before anything is made.</summary>
    private static (string Member, string Why)? Refusal(SpecInputs inputs) => inputs.Config switch
    {
        { UserNamespace: { } asked } when asked != new UserNamespaceConfig { Mode = UserNamespaceMode.Automatic } =>
            (nameof(ContainerConfig.UserNamespace), "containers of ordinary users always have a user namespace, with all ids of the user. Leave it out, or run as root."),
        { ResourceRequests.DiskMb: not null } =>
            ($"{nameof(ContainerConfig.ResourceRequests)}.{nameof(ResourceRequests.DiskMb)}", "a bounded writable layer needs mounts or quotas, which ordinary users cannot make. Leave it out, or run as root."),
        _ when NamespaceModes.IsHost(inputs, NamespaceModes.Ipc) && !Directory.Exists(RootlessContributor.MessageQueues) =>
            ($"{nameof(ContainerConfig.Namespaces)}.{nameof(NamespaceConfig.Ipc)}",
                $"ordinary users can only be shown the host's message queues where they are mounted, and {RootlessContributor.MessageQueues} is not there. Have root mount them, or leave it out."),
        _ => null,
    };

    [LoggerMessage(EventId = 840, Level = LogLevel.Warning, Message = "Containers have the one user and group id 0: this user has no subordinate ids. Images with files of others are refused. {Advice}")]
    private partial void LogSingle(string advice);
}
