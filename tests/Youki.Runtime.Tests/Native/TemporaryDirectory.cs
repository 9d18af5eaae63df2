using System.Text;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Native;

/// <summary>A directory of one test's own, gone with it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("youki-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string MakeDirectory(string name) => Directory.CreateDirectory(this[name]).FullName;

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public string Link(string name, string target)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        return File.CreateSymbolicLink(this[name], target).FullName;
    }

    /// <summary>A chain of directories, each in the one before.</summary>
    public void MakeDeep(string name, int levels)
    {
        var current = Descriptor.OpenDirectory(MakeDirectory(name));
        for (var level = 0; level < levels; level++)
        {
            Entries.TryMakeDirectory(current, "d\0"u8, Convert.ToInt32("755", 8)).Should().Be(0);
            var next = Descriptor.OpenAt(current, "d\0"u8, OpenFlags.PathOnly, ResolveFlags.NoLinks);
            current.Dispose();
            current = next;
        }

        current.Dispose();
    }

    /// <summary>Files and a directory whose names are no UTF-8.</summary>
    public void MakeRawNames(string name)
    {
        using var directory = Descriptor.OpenDirectory(MakeDirectory(name));
        Entries.TryMakeDirectory(directory, [0xFF, 0xFE, 0], Convert.ToInt32("755", 8)).Should().Be(0);
        Entries.TryMakeNode(directory, [0x80, (byte)'\n', 0], FileKind.Regular, Convert.ToInt32("644", 8), 0).Should().Be(0);
        Entries.TryMakeSymbolicLink([0xC0, 0], directory, [0xC1, 0]).Should().Be(0);
    }

    public SafeFileHandle OpenDirectory(string name) => Descriptor.OpenDirectory(this[name]);

    /// <summary>The names in a directory, byte by byte.</summary>
    public IReadOnlyList<string> ReadNames(string name)
    {
        using var directory = Descriptor.OpenDirectory(this[name]);
        using var readable = Descriptor.Reopen(directory, OpenFlags.ReadOnly);
        return [.. DirectoryReader.ReadAll(readable).Select(entry => Encoding.Latin1.GetString(entry.Name)).Order(StringComparer.Ordinal)];
    }

    public void Dispose() => FileTree.Delete(Path, CancellationToken.None);
}
