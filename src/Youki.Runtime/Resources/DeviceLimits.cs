using System.Globalization;
using Youki.Runtime.Native;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Resources;

/// <summary>Limits of block devices, by the devices' numbers.</summary>
internal static class DeviceLimits
{
    /// <summary>Every limit of every device; one that is not said is 0, which takes it away.</summary>
    /// <exception cref="HostResourceException">There is no such device.</exception>
    public static LinuxBlockIo Of(IReadOnlyList<DeviceIoLimit> devices)
    {
        var numbered = devices.Select(device => (Limit: device, Numbers: NumbersOf(device.Device))).ToList();
        return new LinuxBlockIo
        {
            ThrottleReadBpsDevice = Throttles(limit => limit.ReadBytesPerSecond),
            ThrottleWriteBpsDevice = Throttles(limit => limit.WriteBytesPerSecond),
            ThrottleReadIopsDevice = Throttles(limit => limit.ReadOperationsPerSecond),
            ThrottleWriteIopsDevice = Throttles(limit => limit.WriteOperationsPerSecond),
            WeightDevice = Weights(),
        };

        IReadOnlyList<LinuxWeightDevice>? Weights() => numbered.Where(device => device.Limit.Weight > 0)
            .Select(device => new LinuxWeightDevice { Major = device.Numbers.Major, Minor = device.Numbers.Minor, Weight = device.Limit.Weight }).ToList() is { Count: > 0 } weights ? weights : null;

        IReadOnlyList<LinuxThrottleDevice> Throttles(Func<DeviceIoLimit, ulong?> rate) =>
            [.. numbered.Select(device => new LinuxThrottleDevice { Major = device.Numbers.Major, Minor = device.Numbers.Minor, Rate = rate(device.Limit) ?? 0 })];
    }

    /// <summary>Only those that limit something: no runtime knows that 0 takes a limit away.</summary>
    public static LinuxBlockIo? WithoutZeros(LinuxBlockIo? io)
    {
        var limited = io is null ? null : Limited(io);
        return limited == new LinuxBlockIo() ? null : limited;
    }

    private static LinuxBlockIo Limited(LinuxBlockIo io) => io with
    {
        ThrottleReadBpsDevice = WithoutZeros(io.ThrottleReadBpsDevice),
        ThrottleWriteBpsDevice = WithoutZeros(io.ThrottleWriteBpsDevice),
        ThrottleReadIopsDevice = WithoutZeros(io.ThrottleReadIopsDevice),
        ThrottleWriteIopsDevice = WithoutZeros(io.ThrottleWriteIopsDevice),
    };

    private static List<LinuxThrottleDevice>? WithoutZeros(IReadOnlyList<LinuxThrottleDevice>? devices) =>
        devices?.Where(device => device.Rate > 0).ToList() is { Count: > 0 } limited ? limited : null;

    private static (uint Major, uint Minor) NumbersOf(string device)
    {
        if (device.StartsWith('/'))
        {
            return FindBlockDevice(device) is { } special
                ? (DeviceNumber.Major(special), DeviceNumber.Minor(special))
                : throw new HostResourceException("device", $"'{device}' is no block device of this host. See lsblk.");
        }

        var colon = device.IndexOf(':', StringComparison.Ordinal);
        return (uint.Parse(device.AsSpan(0, colon), CultureInfo.InvariantCulture), uint.Parse(device.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }

    private static ulong? FindBlockDevice(string path)
    {
        using var handle = TryOpen(path);
        return handle is not null && FileMetadata.Of(handle) is { Kind: FileKind.BlockDevice } status ? status.SpecialDevice : null;
    }

    // O_PATH: nothing is opened that would act. Links, as those in /dev/disk, are followed.
    private static Microsoft.Win32.SafeHandles.SafeFileHandle? TryOpen(string path)
    {
        try
        {
            return Descriptor.OpenFile(path, OpenFlags.PathOnly);
        }
        catch (NativeException)
        {
            return null;
        }
    }
}
