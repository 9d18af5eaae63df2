using Youki.Runtime.IntegrationTests.Rootfs;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Puts a script in the place of a node's runtime.</summary>
internal static class FakeRuntime
{
    /// <summary>A script in front of the real runtime.</summary>
    /// <param name="options">The options that name the real one.</param>
    /// <param name="verb">The command that the script looks out for.</param>
    /// <param name="body">What it does then; what follows is the real runtime, as <c>$REAL</c>.</param>
    public static void InFrontOf(YoukiRuntimeOptions options, string verb, string body) =>
        Replace(options, $"REAL='{options.Runtime}'\ncase \" $* \" in *\" {verb} \"*) {body}\n;; esac\nexec \"$REAL\" \"$@\"");

    /// <summary>A script instead of the real runtime.</summary>
    public static void Replace(YoukiRuntimeOptions options, string body)
    {
        var directory = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(options.BundleDirectory)!, "bin"));
        options.Runtime = Path.Combine(directory.FullName, "runtime");

        // Written by another process: a child that another test starts at this moment would inherit our descriptor, and nobody may execute a file that is open for writing.
        Host.Run("/bin/sh", "-c", "printf '#!/bin/sh\\n%s\\n' \"$1\" >\"$2\" && chmod 755 \"$2\"", "sh", body, options.Runtime);
    }
}
