using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks what a caller hands in for a pod, and reports all problems at once.</summary>
internal static class PodChecks
{
    private const long PageSize = 4_096;

    /// <summary>So that the id of its small init, with five characters more, is one too.</summary>
    private const int MaxIdLengthWithInit = IdentifierRule.MaxLength - 5;

    /// <exception cref="ContainerConfigException">There are errors; each names the member.</exception>
    public static void Check(PodConfig config, CreatePodOptions options)
    {
        string[] errors =
        [
            .. IdentityErrors(config), .. SharingErrors(config), .. LimitErrors(config), .. OptionErrors(config, options),
        ];
        if (errors.Length > 0)
        {
            throw new ContainerConfigException(errors);
        }
    }

    private static IEnumerable<string> IdentityErrors(PodConfig config)
    {
        if (config.SchemaVersion is not (null or PodConfig.CurrentSchemaVersion))
        {
            yield return $"SchemaVersion: {config.SchemaVersion} is not known; this library knows {PodConfig.CurrentSchemaVersion}.";
        }

        // Names, host names and marks are a container's.
        var like = new ContainerConfig { Image = "dir:/", Name = config.Name, Hostname = config.Hostname, Labels = config.Labels, Annotations = config.Annotations };
        foreach (var error in IdentityChecks.Of(like))
        {
            yield return error;
        }
    }

    private static IEnumerable<string> SharingErrors(PodConfig config)
    {
        if (config.Hostname is not null && config.ShareUts == false)
        {
            yield return "Hostname: without ShareUts each container has its own. Leave one of them out.";
        }

        if (config.ShmSizeBytes is < PageSize)
        {
            yield return $"ShmSizeBytes: {config.ShmSizeBytes} is less than a page, {PageSize}.";
        }

        if (config.ShmSizeBytes is not null && config.ShareIpc == false)
        {
            yield return "ShmSizeBytes: without ShareIpc each container has its own. Leave one of them out.";
        }

        foreach (var (name, value) in config.Sysctls ?? new Dictionary<string, string>())
        {
            if (SysctlRules.NameFault(name) is { } fault)
            {
                yield return $"Sysctls[{Quote(name)}]: {fault}";
            }
            else if ((SysctlRules.TypeOf(name) == NamespaceModes.Network ? config.ShareNetwork : config.ShareIpc) == false)
            {
                yield return $"Sysctls[{Quote(name)}]: the pod shares no {SysctlRules.TypeOf(name)} namespace. Set it for its containers.";
            }

            if (SysctlRules.ValueFault(value) is { } valueFault)
            {
                yield return $"Sysctls[{Quote(name)}]: {valueFault}";
            }
        }
    }

    private static IEnumerable<string> LimitErrors(PodConfig config) =>
        config.Limits is { } limits ? LimitChecks.Of(new ContainerConfig { Image = "dir:/", Limits = limits }) : [];

    private static IEnumerable<string> OptionErrors(PodConfig config, CreatePodOptions options)
    {
        if (options.NodeId == default)
        {
            yield return "NodeId: default names no node; use NodeId.Parse.";
        }

        if (options.PodId is { } id)
        {
            if (id == default)
            {
                yield return "PodId: default names no pod; use PodId.Parse, or null for a new one.";
            }
            else if (config.SharePid == true && id.Value.Length > MaxIdLengthWithInit)
            {
                yield return $"PodId: with SharePid it has at most {MaxIdLengthWithInit} characters.";
            }
        }
    }
}
