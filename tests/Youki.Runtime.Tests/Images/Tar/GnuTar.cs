using System.Diagnostics;
using Youki.Runtime.Native;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Images.Tar;

/// <summary>The host's GNU tar, as the program that others make archives with.</summary>
internal static class GnuTar
{
    /// <summary>Archives a directory.</summary>
    public static async Task<byte[]> CreateAsync(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("tar", ["--create", "--file=-", $"--directory={directory}", "--sort=name", "--numeric-owner", .. arguments, "."]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        using var archive = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(archive, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.Should().Be(0);
        return archive.ToArray();
    }

    /// <summary>A tree with something of everything that needs no privileges.</summary>
    public static void MakeTree(TemporaryDirectory temporary, string name, bool longNames)
    {
        temporary.Write($"{name}/dir/file", "text");
        temporary.Write($"{name}/dir/empty", "");
        File.WriteAllBytes(temporary[$"{name}/dir/big"], [.. Enumerable.Range(0, 700_000).Select(number => (byte)(number * 7))]);
        temporary.Link($"{name}/link", "dir/file");
        temporary.MakeDirectory($"{name}/sub");
        using var directory = temporary.OpenDirectory(name);
        using var sub = temporary.OpenDirectory($"{name}/sub");
        Entries.TryLink(directory, "link\0"u8, sub, "same-link\0"u8).Should().Be(0);
        using var dir = temporary.OpenDirectory($"{name}/dir");
        Entries.TryLink(dir, "file\0"u8, sub, "same-file\0"u8).Should().Be(0);
        Entries.TryMakeNode(directory, "pipe\0"u8, FileKind.Fifo, Convert.ToInt32("640", 8), 0).Should().Be(0);
        Entries.TryMakeNode(directory, [0xFF, 0xFE, 0], FileKind.Regular, Convert.ToInt32("600", 8), 0).Should().Be(0);
        if (longNames)
        {
            var deep = temporary.Write($"{name}/{new string('d', 200)}/{new string('e', 200)}/{new string('f', 255)}", "deep");
            temporary.Link($"{name}/long-link", deep[(temporary.Path.Length + 1)..]);
        }

        File.SetUnixFileMode(temporary[$"{name}/dir/file"], (UnixFileMode)Convert.ToInt32("4711", 8));
        File.SetUnixFileMode(temporary[$"{name}/sub"], (UnixFileMode)Convert.ToInt32("1755", 8));
    }

    /// <summary>A file with data at its beginning, in its middle and, where that is wanted, at its end.</summary>
    public static void MakeSparse(string path, int pieces, bool dataAtEnd)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        for (var piece = 0; piece < pieces; piece++)
        {
            RandomAccess.Write(file, new[] { (byte)(piece + 1) }, piece * 256L * 1024);
        }

        RandomAccess.SetLength(file, (pieces * 256L * 1024) + (dataAtEnd ? 0 : 1_000_000));
    }
}
