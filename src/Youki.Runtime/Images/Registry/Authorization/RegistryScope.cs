namespace Youki.Runtime.Images.Registry.Authorization;

/// <summary>What is to be done at a registry. Source: distribution, docs/spec/auth/scope.md.</summary>
internal static class RegistryScope
{
    public static string Pull(string repository) => $"repository:{repository}:pull";

    public static string Push(string repository) => $"repository:{repository}:pull,push";
}
