namespace Youki.Runtime.Cgroups;

/// <summary>Names of block devices, kept for as long as somebody watches.</summary>
internal sealed class BlockDevices
{
    private readonly Dictionary<(uint Major, uint Minor), string?> _names = [];

    /// <summary>The kernel's name of a device; null where it is gone.</summary>
    public string? NameOf(uint major, uint minor)
    {
        if (!_names.TryGetValue((major, minor), out var name))
        {
            _names[(major, minor)] = name = Find(major, minor);
        }

        return name;
    }

    // A link such as ../../devices/pci0000:00/0000:00:02.0/virtio1/block/vda.
    private static string? Find(uint major, uint minor)
    {
        try
        {
            return Path.GetFileName(new FileInfo($"/sys/dev/block/{major}:{minor}").LinkTarget);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
