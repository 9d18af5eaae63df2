using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>Programs in the kernel that decide which devices a cgroup of version 2 may use. Source: bpf(2); Linux, include/uapi/linux/bpf.h.</summary>
internal static partial class DeviceFilter
{
    private const int LoadCommand = 5;
    private const int AttachCommand = 8;
    private const int QueryCommand = 16;
    private const uint DeviceProgramType = 15;
    private const uint DeviceAttachType = 6;

    /// <summary>BPF_F_ALLOW_MULTI: the program is asked besides those of the cgroups above, and each must agree.</summary>
    private const uint AllowMulti = 2;

    /// <summary>Its license, which only matters to programs that call functions of the kernel.</summary>
    private static readonly byte[] License = Encoding.ASCII.GetBytes("MIT\0");

    /// <summary>r0 = 1; exit.</summary>
    private static readonly BpfInstruction[] AllowAll = [new(0xB7, 0, 0, 1), new(0x95, 0, 0, 0)];

    /// <summary>Whether this process may load such programs, found out by loading one.</summary>
    public static bool IsPermitted()
    {
        using var program = TryLoad(AllowAll, out _);
        return program is not null;
    }

    /// <summary>Has the kernel check a program and keep it as long as the handle or a cgroup has it.</summary>
    public static SafeFileHandle Load(ReadOnlySpan<BpfInstruction> program) =>
        TryLoad(program, out var error) ?? throw new NativeException("load a device program", null, error);

    /// <summary>Attaches a program to a cgroup, for as long as the cgroup is there.</summary>
    public static unsafe void Attach(SafeFileHandle cgroup, SafeFileHandle program)
    {
        var attach = new AttachArguments
        {
            Cgroup = (uint)cgroup.DangerousGetHandle(),
            Program = (uint)program.DangerousGetHandle(),
            Type = DeviceAttachType,
            Flags = AllowMulti,
        };
        if (Bpf(SystemCallNumber.Bpf, AttachCommand, &attach, (uint)sizeof(AttachArguments)) < 0)
        {
            throw Errno.Last("attach a device program to", cgroup);
        }
    }

    /// <summary>How many programs are attached to a cgroup itself.</summary>
    public static unsafe int Count(SafeFileHandle cgroup)
    {
        var query = new QueryArguments { Cgroup = (uint)cgroup.DangerousGetHandle(), Type = DeviceAttachType };
        return Bpf(SystemCallNumber.Bpf, QueryCommand, &query, (uint)sizeof(QueryArguments)) < 0 ? throw Errno.Last("ask for the device programs of", cgroup) : (int)query.Count;
    }

    private static unsafe SafeFileHandle? TryLoad(ReadOnlySpan<BpfInstruction> program, out int error)
    {
        fixed (BpfInstruction* instructions = program)
        fixed (byte* license = License)
        {
            var load = new LoadArguments { Type = DeviceProgramType, Count = (uint)program.Length, Instructions = (ulong)instructions, License = (ulong)license };
            var descriptor = Bpf(SystemCallNumber.Bpf, LoadCommand, &load, (uint)sizeof(LoadArguments));
            error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
            return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
        }
    }

    // The kernel takes a shorter structure than its own, and what is left out for zeros.
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static unsafe partial nint Bpf(nint number, nint command, void* arguments, nuint size);

    [StructLayout(LayoutKind.Sequential)]
    private struct LoadArguments
    {
        public uint Type;
        public uint Count;
        public ulong Instructions;
        public ulong License;
        public uint LogLevel;
        public uint LogSize;
        public ulong Log;
        public uint KernelVersion;
        public uint Flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct AttachArguments
    {
        public uint Cgroup;
        public uint Program;
        public uint Type;
        public uint Flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct QueryArguments
    {
        public uint Cgroup;
        public uint Type;
        public uint Flags;
        public uint AttachFlags;
        public ulong Ids;
        public uint Count;
    }
}
