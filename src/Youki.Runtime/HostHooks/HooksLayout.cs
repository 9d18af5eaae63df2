using System.Globalization;

namespace Youki.Runtime.HostHooks;

/// <summary>Where the output of a container's hooks lies in its bundle.</summary>
internal static class HooksLayout
{
    public static string DirectoryOf(string bundlePath) => Path.Combine(bundlePath, "hooks");

    /// <summary>What one hook of the run has written.</summary>
    public static string Output(string bundlePath, HookKind kind, int place) =>
        Path.Combine(DirectoryOf(bundlePath), string.Create(CultureInfo.InvariantCulture, $"{kind.Name}-{place}.out"));

    /// <summary>Its process, as it is called in its own PID namespace.</summary>
    public static string Pid(string outputFile) => $"{outputFile}.pid";
}
