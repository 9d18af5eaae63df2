namespace Youki.Runtime.Lifecycle;

/// <summary>How messages name things.</summary>
internal static class Words
{
    public static string Of(ContainerState state) => state.ToString().ToLowerInvariant();
}
