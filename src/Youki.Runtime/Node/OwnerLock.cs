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
    private const int LongestPid = 16;

    /// <summary>Takes the lock; null where another process has it.</summary>
    public static SafeFileHandle? TryAcquire(string bundleDirectory, NodeId node)
    {
        PrivateDirectory.Create(BundleLayout.NodeDirectory(bundleDirectory, node));
        if (FileLock.TryAcquire(BundleLayout.OwnerFile(bundleDirectory, node)) is not { } held)
        {
            return null;
        }

        OpenedFile.SetSize(held, 0);
        OpenedFile.WriteAt(held, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n")), 0);
        return held;
    }

    /// <summary>The process that has the lock, or had it last; null where the file does not say.</summary>
    public static int? ReadPid(string bundleDirectory, NodeId node)
    {
        try
        {
            // Shared in every way: .NET would lock the file itself, which its owner has locked.
            using var file = File.OpenHandle(BundleLayout.OwnerFile(bundleDirectory, node), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> text = stackalloc byte[LongestPid];
            return int.TryParse(text[..RandomAccess.Read(file, text, 0)], NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var pid) && pid > 0 ? pid : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
