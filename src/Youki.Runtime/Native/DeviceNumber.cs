namespace Youki.Runtime.Native;

/// <summary>Takes a dev_t apart, as glibc and musl pack it (makedev(3)).</summary>
internal static class DeviceNumber
{
    public static uint Major(ulong device) => (uint)(((device >> 32) & 0xFFFFF000) | ((device >> 8) & 0xFFF));

    public static uint Minor(ulong device) => (uint)(((device >> 12) & 0xFFFFFF00) | (device & 0xFF));
}
