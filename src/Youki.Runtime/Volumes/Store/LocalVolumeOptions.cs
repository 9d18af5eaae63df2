using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Store;

/// <summary>Options of a local volume, in docker's words: <c>type</c>, <c>device</c> and <c>o</c>, as mount(8) has them.</summary>
/// <param name="Type">The file system; <c>none</c> for a bind mount.</param>
/// <param name="Device">The device; of a bind mount, the directory.</param>
/// <param name="Flags">Of <see cref="MountFlags"/>.</param>
/// <param name="Data">The file system's own options.</param>
/// <param name="IsBind">Whether it is a bind mount.</param>
/// <param name="IsRecursive">Whether that takes what is mounted below too.</param>
internal sealed record LocalVolumeOptions(string Type, string Device, ulong Flags, string Data, bool IsBind, bool IsRecursive)
{
    private static readonly Dictionary<string, ulong> Known = new(StringComparer.Ordinal)
    {
        ["ro"] = MountFlags.ReadOnly,
        ["rw"] = 0,
        ["nosuid"] = MountFlags.NoSuid,
        ["nodev"] = MountFlags.NoDevices,
        ["noexec"] = MountFlags.NoExec,
        ["sync"] = MountFlags.Synchronous,
        ["noatime"] = MountFlags.NoAccessTime,
        ["nodiratime"] = MountFlags.NoDirectoryAccessTime,
        ["relatime"] = MountFlags.RelativeAccessTime,
        ["strictatime"] = MountFlags.StrictAccessTime,
        ["defaults"] = 0,
    };

    private static readonly (ulong Flag, ulong Attribute)[] Attributes =
    [
        (MountFlags.ReadOnly, MountAttributes.ReadOnly), (MountFlags.NoSuid, MountAttributes.NoSuid),
        (MountFlags.NoDevices, MountAttributes.NoDevices), (MountFlags.NoExec, MountAttributes.NoExec),
    ];

    /// <summary>The flags as mount_setattr(2) has them.</summary>
    public ulong AttributeFlags => Attributes.Where(pair => (Flags & pair.Flag) != 0).Aggregate(0UL, (sum, pair) => sum | pair.Attribute);

    /// <summary>Reads them; null where there are none, and the volume is a directory.</summary>
    /// <exception cref="VolumeException">They cannot be understood.</exception>
    public static LocalVolumeOptions? Parse(string volume, IReadOnlyDictionary<string, string> options)
    {
        if (options.Count == 0)
        {
            return null;
        }

        if (options.Keys.FirstOrDefault(key => key is not ("type" or "device" or "o")) is { } unknown)
        {
            throw Refuse(volume, $"'{MessageText.Clean(unknown)}' is none of type, device and o");
        }

        var words = options.GetValueOrDefault("o", string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries);
        var type = options.GetValueOrDefault("type", "none");
        var device = options.GetValueOrDefault("device", string.Empty);
        var isBind = words.Any(word => word is "bind" or "rbind");
        if (type is "none" or "" && !isBind)
        {
            throw Refuse(volume, "type none goes with o=bind, and any other needs its name in type");
        }

        if (isBind ? !ContainerPath.IsAbsolute(device) : device.Length == 0)
        {
            throw Refuse(volume, isBind ? "device must be the absolute path of a directory" : "device is missing; tmpfs takes any word");
        }

        return new LocalVolumeOptions(
            type,
            device,
            words.Aggregate(0UL, (flags, word) => flags | Known.GetValueOrDefault(word)),
            string.Join(',', words.Where(word => word is not ("bind" or "rbind") && !Known.ContainsKey(word))),
            isBind,
            words.Contains("rbind"));
    }

    public override string ToString() => $"type={Type}, device={Device}";

    private static VolumeException Refuse(string volume, string reason) => new(volume, $"Volume '{volume}' cannot be made: of its options, {reason}.");
}
