using System.Text.RegularExpressions;

namespace Youki.Runtime;

/// <summary>The names of CDI. Source: container-device-interface, SPEC.md, "Kind" and "Device name".</summary>
internal static partial class CdiName
{
    /// <summary>How the keys of annotations begin that ask for devices.</summary>
    public const string AnnotationPrefix = "cdi.k8s.io/";

    public static bool IsKind(string? text) => text is not null && KindPattern().IsMatch(text);

    public static bool IsDevice(string? text) => text is not null && DevicePattern().IsMatch(text);

    /// <summary>Whether it is a full name, <c>vendor/class=device</c>.</summary>
    public static bool IsQualified(string? text) => text?.Split('=', 2) is [var kind, var device] && IsKind(kind) && IsDevice(device);

    [GeneratedRegex(@"^[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?/[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?\z")]
    private static partial Regex KindPattern();

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9_.:-]*[A-Za-z0-9])?\z")]
    private static partial Regex DevicePattern();
}
