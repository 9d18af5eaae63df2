using System.Diagnostics;
using System.Text;

namespace Youki.Runtime.IntegrationTests.Images.Archives;

/// <summary>Runs programs of the host that read and write images too.</summary>
internal static class HostProgram
{
    /// <summary>Skips the test where the host does not have the program.</summary>
    public static void Need(string program) => Assert.SkipUnless(File.Exists($"/usr/bin/{program}"), $"{program} is not installed");

    /// <summary>Runs a program, which must succeed; what it prints.</summary>
    public static async Task<string> RunAsync(string program, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.Latin1,
            Environment = { ["LC_ALL"] = "C", ["TZ"] = "UTC" },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.Should().Be(0, $"{program} {string.Join(' ', arguments)}: {await error}");
        return output;
    }
}
