using System.Diagnostics;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Images.Differential;

/// <summary>An image of real packages from the host's Debian mirror. They are fetched once, and kept below artifacts/.</summary>
internal static class DebianImage
{
    private const string Packages = "bash,coreutils,login,passwd,perl-base,tzdata";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task<string?>> Unavailable = new(MakeAsync);

    // artifacts/bin/PROJECT/release
    private static string Cache => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../cache"));

    private static string Tar => Path.Combine(Cache, "debian-1.tar");

    /// <summary>Debian below, and a layer above it that changes some of it. Skips the test where there is no Debian to be had.</summary>
    public static async Task<TestImage> GetAsync()
    {
        ReferencePrograms.SkipUnlessOnHost("mmdebstrap");
        var reason = await Unavailable.Value;
        Assert.SkipUnless(reason is null, $"mmdebstrap cannot fetch packages: {reason}");
        return new ImageBuilder().Layer(await File.ReadAllBytesAsync(Tar)).Layer(Change).Build();
    }

    private static LayerBuilder Change(LayerBuilder layer) => layer
        .Directory("./").Directory("etc").File("etc/hostname", "changed\n").Whiteout("etc/login.defs")
        .Directory("usr").Directory("usr/share").Directory("usr/share/doc").Opaque("usr/share/doc").File("usr/share/doc/only", "this one")
        .Directory("usr/share/zoneinfo").Whiteout("usr/share/zoneinfo/Europe");

    private static async Task<string?> MakeAsync()
    {
        if (File.Exists(Tar))
        {
            return null;
        }

        Directory.CreateDirectory(Cache);
        var made = $"{Tar}.{Environment.ProcessId}";
        using var process = Process.Start(new ProcessStartInfo("mmdebstrap", ["--quiet", "--variant=extract", $"--include={Packages}", "--format=tar", "bookworm", made])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
        {
            File.Delete(made);
            return (await error).Trim();
        }

        File.Move(made, Tar, overwrite: true);
        return null;
    }
}
