using System.Diagnostics;

namespace Youki.Runtime.IntegrationTests.Images.Differential;

/// <summary>Runs the programs that the library is compared with.</summary>
internal static class ReferencePrograms
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static void SkipUnlessOnHost(params IReadOnlyList<string> programs)
    {
        foreach (var program in programs)
        {
            Assert.SkipUnless(File.Exists($"/usr/bin/{program}"), $"{program} is not installed");
        }
    }

    /// <summary>Runs a program to its end; its standard output. Fails with what it says where it fails.</summary>
    public static Task<string> RunAsync(string program, params string[] arguments) => RunAsync(new ProcessStartInfo(program, arguments));

    /// <summary>Runs a program to its end, as prepared.</summary>
    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        process.ExitCode.Should().Be(0, "{0} {1} should work: {2}", start.FileName, string.Join(' ', start.ArgumentList), await error);
        return (await output).Trim();
    }
}
