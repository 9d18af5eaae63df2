namespace Youki.Runtime.IntegrationTests.Security.Seccomp;

/// <summary>Calls that a container should not be able to make, and some that it should. Numbers: arch/x86/entry/syscalls of the kernel.</summary>
internal static class Calls
{
    public const int Permission = 1;
    public const int NotThere = 38;

    private const long NewUser = 0x1000_0000;
    private const long ShareFiles = 0x200;

    /// <summary>Each with EPERM under the default profile.</summary>
    public static Probe Forbidden() => new Probe()
        .Call("io_uring_setup", 425, 1)
        .Call("io_uring_enter", 426)
        .Call("io_uring_register", 427)
        .Call("add_key", 248)
        .Call("request_key", 249)
        .Call("keyctl", 250)
        .Call("bpf", 321)
        .Call("perf_event_open", 298)
        .Call("kexec_load", 246)
        .Call("userfaultfd", 323)
        .Call("init_module", 175)
        .Call("unshare(CLONE_NEWUSER)", 272, NewUser)
        .Call("setns", 308, -1, NewUser)
        .Call("mount", 165)
        .Call("fsopen", 430)
        .Call("pivot_root", 155)
        .Call("swapon", 167)
        .Call("socket(AF_VSOCK)", 41, 40, 1)
        .Call("socket(AF_VSOCK) with a high bit", 41, 0x1_0000_0028, 1)
        .Call("socket(AF_ALG)", 41, 38, 5)
        .Call("socket(AF_ALG) with a high bit", 41, 0x1_0000_0026, 5)
        .Call("clone(CLONE_NEWUSER)", 56, NewUser | ShareFiles) // EINVAL without a filter, as the two exclude each other
        .Call32("socket(AF_VSOCK) of 32 bits", 359, 40, 1)
        .SocketCall("socketcall(AF_VSOCK)", 40, 1);

    /// <summary>Each with ENOSYS: programs then take an older call.</summary>
    public static Probe Absent() => new Probe()
        .Call("clone3", 435)
        .Call("personality(ADDR_NO_RANDOMIZE)", 135, 0x40000)
        .Call("a call of the future", 999);

    /// <summary>Each without an error, or with one that only the kernel itself gives.</summary>
    public static Probe Allowed() => new Probe()
        .Call("getpid", 39)
        .Call("socket(AF_UNIX)", 41, 1, 1)
        .Call("socket(AF_INET)", 41, 2, 1)
        .Call("socket(AF_NETLINK)", 41, 16, 3)
        .Call("personality(?)", 135, 0xFFFF_FFFF)
        .Call("personality(PER_LINUX32)", 135, 8)
        .Call("memfd_create", 319, 0x400000)
        .Call("ptrace(PTRACE_TRACEME)", 101)
        .Call32("getpid of 32 bits", 20)
        .Call32("socket(AF_UNIX) of 32 bits", 359, 1, 1);
}
