using Youki.Runtime.Specs;

namespace Youki.Runtime.Networking;

/// <summary>
/// The host name, and <c>HOSTNAME</c> in the environment as Docker sets it.
/// It speaks with the defaults, so that the configuration's environment may say otherwise.
/// </summary>
internal sealed class HostnameContributor : ISpecContributor
{
    /// <summary>Characters of a label. Source: RFC 1123, 2.1; RFC 1035, 2.3.4.</summary>
    private const int MaxLabelLength = 63;

    // Spelled again, since features do not know each other.
    private const string NamespacesKind = "namespaces";
    private const string HostnameKey = "hostname";

    public SpecStage Stage => SpecStage.Defaults;

    public RuntimeSpec? Contribute(SpecInputs inputs)
    {
        if (NamespaceModes.IsOwn(inputs, NamespaceModes.Uts))
        {
            var hostname = inputs.Config.Hostname ?? OfId(inputs.ContainerId.Value);
            return new() { Hostname = hostname, Process = new OciProcess { Env = [$"HOSTNAME={hostname}"] } };
        }

        // Setting it would set it for all who are in that namespace; where it is not known, nothing is said.
        return inputs.Resources.GetValueOrDefault(NamespacesKind)?.GetValueOrDefault(HostnameKey) is { } known
            ? new() { Process = new OciProcess { Env = [$"HOSTNAME={known}"] } }
            : null;
    }

    /// <summary>An id starts with a letter or digit, so something always remains of it.</summary>
    public static string OfId(string id)
    {
        var labels = (id.Length > MaxLabelLength ? id[..MaxLabelLength] : id).Replace('_', '-').Replace('+', '-').Split('.').Select(label => label.Trim('-'));
        return string.Join('.', labels.Where(label => label.Length > 0));
    }
}
