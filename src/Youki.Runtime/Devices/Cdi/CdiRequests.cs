namespace Youki.Runtime.Devices.Cdi;

/// <summary>Which CDI devices a container asks for by name.</summary>
internal static class CdiRequests
{
    /// <summary>Full names, in the order in which they are asked for.</summary>
    public static IReadOnlyList<string> Of(ContainerConfig config)
    {
        var annotated = config.CdiAnnotations == true
            ? (config.Annotations ?? new Dictionary<string, string>())
                .Where(annotation => annotation.Key.StartsWith(CdiName.AnnotationPrefix, StringComparison.Ordinal))
                .OrderBy(annotation => annotation.Key, StringComparer.Ordinal)
                .SelectMany(annotation => annotation.Value.Split(',', StringSplitOptions.TrimEntries))
            : [];
        return [.. (config.CdiDevices ?? []).Concat(annotated).Distinct()];
    }
}
