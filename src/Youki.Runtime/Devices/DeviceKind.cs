namespace Youki.Runtime.Devices;

/// <summary>The two kinds of devices. The values are the kernel's: include/uapi/linux/bpf.h, BPF_DEVCG_DEV_*.</summary>
internal enum DeviceKind
{
    Block = 1,
    Character = 2,
}
