using System.Diagnostics;
using System.Text;

namespace Youki.Runtime.Tests.Images.Tar;

/// <summary>GNU tar, which says what is in an archive, and makes some.</summary>
internal static class TarProgram
{
    /// <summary>Runs tar; its output byte by byte as Latin-1.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("tar", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.Latin1,
            Environment = { ["LC_ALL"] = "C", ["TZ"] = "UTC" },
        };
        using var tar = Process.Start(start)!;
        var error = tar.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await tar.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tar.WaitForExitAsync(TestContext.Current.CancellationToken);
        tar.ExitCode.Should().Be(0, await error);
        return output;
    }
}
