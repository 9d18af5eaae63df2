using System.Diagnostics;

namespace Youki.Runtime.IntegrationTests.Support;

/// <summary>Loads modules that a host loads at its boot, and a virtual machine that boots only for these tests does not.</summary>
internal static class KernelModule
{
    /// <summary>Loads a module where it is missing; what cannot be loaded shows by what is missing afterwards.</summary>
    public static void Load(string module)
    {
        if (!Directory.Exists($"/sys/module/{module}") && File.Exists("/sbin/modprobe"))
        {
            using var process = Process.Start("/sbin/modprobe", ["-q", module]);
            process.WaitForExit();
        }
    }
}
