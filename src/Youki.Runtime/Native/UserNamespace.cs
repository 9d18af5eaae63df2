using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Native;

/// <summary>
/// User namespaces that nothing lives in, to have mounts mapped by them. Only a process can make one, and one with several threads cannot move into it: a
/// child is cloned that sleeps in libc, runs no code of ours, and is killed and waited for at once. Should this process die in between, the child ends by itself.
/// </summary>
internal static unsafe partial class UserNamespace
{
    // linux/sched.h. It shares the descriptors, so that none is held open for longer than here, and no memory: what libc writes stays the child's own.
    // No signal is sent when it ends, which the base library's handling of child processes would take notice of.
    private const int CloneFiles = 0x400;
    private const int CloneNewUser = 0x10000000;
    private const int WaitAll = 0x40000000;
    private const int SetMask = 2;
    private const int Kill = 9;
    private const int StackSize = 64 * 1024;
    private const int SignalSetSize = 128;

    // How long a child lives on whose parent was killed, in seconds.
    private const int Lifetime = 10;

    /// <summary>Makes one.</summary>
    /// <param name="mappings">The ids in it, and which ids of this process's user namespace they are.</param>
    /// <returns>A descriptor of the namespace, which keeps it.</returns>
    /// <exception cref="NativeException">The host has no user namespaces, allows no more, or does not take the mappings.</exception>
    public static SafeFileHandle Create(IdMappings mappings)
    {
        var child = StartChild();
        try
        {
            var directory = string.Create(CultureInfo.InvariantCulture, $"/proc/{child}");
            Write($"{directory}/uid_map", mappings.Uids);
            Write($"{directory}/gid_map", mappings.Gids);
            return Descriptor.OpenFile($"{directory}/ns/user", OpenFlags.ReadOnly);
        }
        finally
        {
            // It was not waited for yet, so its number is no other process's.
            _ = SendSignal(child, Kill);
            while (WaitFor(child, out _, WaitAll) < 0 && Marshal.GetLastPInvokeError() == Errno.EINTR)
            {
            }
        }
    }

    // Signals stay blocked in the child: handlers of this process, which write to its pipes, must not run there.
    private static int StartChild()
    {
        var sleep = NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "sleep");
        var stack = NativeMemory.AlignedAlloc(StackSize, 16);
        try
        {
            Span<byte> all = stackalloc byte[SignalSetSize];
            Span<byte> before = stackalloc byte[SignalSetSize];
            all.Fill(0xFF);
            before.Clear();
            var blocked = ChangeMask(SetMask, all, before) == 0;
            var child = Clone(sleep, (byte*)stack + StackSize, CloneNewUser | CloneFiles, Lifetime);
            var error = Marshal.GetLastPInvokeError();
            if (blocked)
            {
                _ = ChangeMask(SetMask, before, default);
            }

            return child > 0 ? child : throw new NativeException("make a user namespace", null, error);
        }
        finally
        {
            NativeMemory.AlignedFree(stack);
        }
    }

    // The kernel takes the whole map in one write.
    private static void Write(string path, IReadOnlyList<Specs.LinuxIdMapping> ranges)
    {
        var text = string.Concat(ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.ContainerId} {range.HostId} {range.Size}\n")));
        using var file = Descriptor.OpenFile(path, OpenFlags.WriteOnly);
        OpenedFile.Write(file, Encoding.ASCII.GetBytes(text));
    }

    [LibraryImport("libc", EntryPoint = "clone", SetLastError = true)]
    private static partial int Clone(nint function, byte* stack, int flags, nint argument);

    [LibraryImport("libc", EntryPoint = "pthread_sigmask")]
    private static partial int ChangeMask(int how, ReadOnlySpan<byte> signals, Span<byte> before);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    private static partial int WaitFor(int pid, out int status, int options);
}
