namespace Youki.Runtime.Configuration;

/// <summary>Checks what a caller hands in before anything is done with it, and reports all problems at once.</summary>
internal static class ContainerConfigValidator
{
    /// <summary>Checks a container's configuration and where it is to belong.</summary>
    /// <exception cref="ContainerConfigException">There are errors; each names the member.</exception>
    /// <exception cref="FeatureNotSupportedException">There are none, but something that is asked for is not there yet.</exception>
    public static void Validate(ContainerConfig config, CreateContainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(options);
        string[] errors = [.. IdentityChecks.Of(config), .. ProcessChecks.Of(config), .. ResourceChecks.Of(config), .. LimitChecks.Of(config), .. LogChecks.Of(config), .. CreateOptionsChecks.Of(options)];
        if (errors.Length > 0)
        {
            throw new ContainerConfigException(errors) { ContainerId = options.ContainerId };
        }

        RefuseWhatIsNotThereYet(config, options.ContainerId);
    }

    /// <summary>Refuses what only a monitor can do, where there is none.</summary>
    /// <exception cref="FeatureNotSupportedException">The configuration asks for it.</exception>
    public static void CheckMonitor(ContainerConfig config, string? monitor, ContainerId id)
    {
        if (config.Terminal == true && monitor is null)
        {
            throw new FeatureNotSupportedException("ContainerConfig.Terminal", "A terminal needs a monitor that holds its other end. Install conmon, or leave it out.") { ContainerId = id };
        }
    }

    private static void RefuseWhatIsNotThereYet(ContainerConfig config, ContainerId? id)
    {
        if (config.Ports is { Count: > 0 })
        {
            throw NotYet("Ports", "Publishing ports is not supported yet. Leave it out.", id);
        }

        if (config.ResourceRequests?.DiskMb is not null)
        {
            throw NotYet("ResourceRequests.DiskMb", "A limit of the writable layer is not supported yet. Leave it out.", id);
        }
    }

    private static FeatureNotSupportedException NotYet(string member, string reason, ContainerId? id) =>
        new($"ContainerConfig.{member}", reason) { ContainerId = id };
}
