using System.Globalization;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Rootfs;

/// <summary>Layers as a store unpacks them: plain directories, with overlayfs's marks for what they delete.</summary>
/// <param name="directory">Where they are made.</param>
internal sealed class LayerDirectories(string directory)
{
    private int _count;

    public List<string> Paths { get; } = [];

    /// <summary>Makes the next layer: of files with their content, of what it deletes (a name with '-' in front), and of directories that hide what is below ('!' in front).</summary>
    public LayerDirectories Add(params (string Name, string Text)[] entries)
    {
        var root = Directory.CreateDirectory(Path.Combine(directory, (_count++).ToString(CultureInfo.InvariantCulture), "fs")).FullName;
        File.SetUnixFileMode(root, (UnixFileMode)0b111_101_101);
        foreach (var (name, text) in entries)
        {
            var path = Path.Combine(root, name.TrimStart('-', '!'));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (name[0] == '-')
            {
                Host.Run("mknod", path, "c", "0", "0");
            }
            else if (name[0] == '!')
            {
                Directory.CreateDirectory(path);
                using var handle = Descriptor.OpenDirectory(path);
                ExtendedAttributes.TrySet(handle, "trusted.overlay.opaque\0"u8.ToArray(), "y"u8.ToArray()).Should().Be(0);
            }
            else
            {
                File.WriteAllText(path, text);
            }
        }

        Paths.Add(root);
        return this;
    }

    /// <summary>Uses a directory that is there already as the next layer.</summary>
    public LayerDirectories AddDirectory(string path)
    {
        Paths.Add(path);
        return this;
    }
}
