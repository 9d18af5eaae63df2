using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Bundles;
using Youki.Runtime.Files;
using Youki.Runtime.Native;

namespace Youki.Runtime.Node;

/// <summary>The lock of a node's owner: goes with the process that holds it. The file holds the process's number, for people and for those who wait for its end.</summary>
internal static class OwnerLock
{
    /// <summary>Takes the lock; null where another process has it.</summary>
    public static SafeFileHandle? TryAcquire(string bundleDirectory, NodeId node)
    {
        PrivateDirectory.Create(BundleLayout.NodeDirectory(bundleDirectory, node));
        if (FileLock.TryAcquire(BundleLayout.OwnerFile(bundleDirectory, node)) is not { } held)
        {
            return null;
        }

        WritePid(held);
        return held;
    }

    /// <summary>Over the last owner's, which needs no more room. A full disk keeps nobody from owning a node: an owner is who makes room.</summary>
    private static void WritePid(SafeFileHandle file)
    {
        var text = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n"));
        try
        {
            OpenedFile.WriteAt(file, text, 0);
            OpenedFile.SetSize(file, text.Length);
        }
        catch (NativeException exception) when (exception.Number is Errno.ENOSPC or Errno.EDQUOT)
        {
            OpenedFile.SetSize(file, 0);
        }
    }

    /// <summary>The process that has the lock, or had it last; null where the file does not say.</summary>
    public static int? ReadPid(string bundleDirectory, NodeId node)
    {
        // .NET would lock the file to read it, which the owner's lock does not let it do.
        var text = SmallFile.Read(BundleLayout.OwnerFile(bundleDirectory, node), stackalloc byte[32]).TrimEnd((byte)'\n');
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 0 ? pid : null;
    }
}
