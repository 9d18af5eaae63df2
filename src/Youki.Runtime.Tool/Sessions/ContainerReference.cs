namespace Youki.Runtime.Tool.Sessions;

/// <summary>How people name a container: its id, its name, or the beginning of its id with or without <c>container-</c>.</summary>
internal static class ContainerReference
{
    private const string Prefix = "container-";

    public static bool IsShortFor(string text, ContainerId id) =>
        text.Length > 0 && (id.Value.StartsWith(text, StringComparison.Ordinal) || Core(id).StartsWith(text, StringComparison.Ordinal));

    /// <summary>The part of an id that tells it from others.</summary>
    public static string Core(ContainerId id) => id.Value.StartsWith(Prefix, StringComparison.Ordinal) ? id.Value[Prefix.Length..] : id.Value;
}
