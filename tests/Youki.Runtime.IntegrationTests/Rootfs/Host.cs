using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Youki.Runtime.IntegrationTests.Rootfs;

/// <summary>What the tests do to the host besides.</summary>
internal static class Host
{
    private const int NewMountNamespace = 0x20000;
    private const ulong RecursivelyPrivate = 0x4000 | (1 << 18);
    private const ulong BindFlag = 0x1000;
    private const ulong Shared = 1 << 20;

    /// <summary>Runs a program; its output.</summary>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, "{0} {1} should work", program, string.Join(' ', arguments));
        return output.Trim();
    }

    /// <summary>A process in a copy of this mount namespace, until its standard input is closed.</summary>
    public static Process StartInCopiedNamespace()
    {
        var process = Process.Start(new ProcessStartInfo("unshare", ["-m", "--propagation", "private", "sh", "-c", "echo ready; exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        process.StandardOutput.ReadLine().Should().Be("ready");
        return process;
    }

    /// <summary>Runs something on a thread of its own in a mount namespace of its own.</summary>
    public static void RunInPrivateNamespace(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Unshare(NewMountNamespace).Should().Be(0);
                Mount(null, "/", null, RecursivelyPrivate, null).Should().Be(0);
                action();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException("The action in the private mount namespace failed.", failure);
        }
    }

    public static void Bind(string source, string target) => Mount(source, target, null, BindFlag, null).Should().Be(0);

    /// <summary>Makes a directory a mount that passes on what is mounted below it, as systemd makes the root of the host.</summary>
    public static void MakeShared(string path)
    {
        Bind(path, path);
        Mount(null, path, null, Shared, null).Should().Be(0);
    }

    [DllImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static extern int Unshare(int flags);

    [DllImport("libc", EntryPoint = "mount", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Mount(string? source, string target, string? type, ulong flags, string? data);
}
