namespace Youki.Runtime.Devices;

/// <summary>What is done to a device. The values are the kernel's: include/uapi/linux/bpf.h, BPF_DEVCG_ACC_*.</summary>
[Flags]
internal enum DeviceAccess
{
    None = 0,

    /// <summary>Makes a node for it.</summary>
    Make = 1,
    Read = 2,
    Write = 4,
    All = Make | Read | Write,
}
