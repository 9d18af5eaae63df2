using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Cgroups;

/// <summary>Writes the files of cgroups, which may be removed at any time.</summary>
internal static class CgroupFile
{
    /// <summary>Writes a value in one call, as the kernel wants it.</summary>
    /// <exception cref="IOException">There is no such file, its cgroup was removed meanwhile, or the kernel does not take the value.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not write it, or the kernel refuses for good.</exception>
    public static void Write(string file, string value)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write);
        Write(handle, file, value);
    }

    /// <summary>As above, to a file that is open.</summary>
    public static void Write(SafeFileHandle handle, string file, string value)
    {
        try
        {
            RandomAccess.Write(handle, Encoding.ASCII.GetBytes(value), 0);
        }
        catch (NotSupportedException exception)
        {
            // .NET asks first whether it can seek in the file, which the kernel denies once the cgroup is gone.
            throw new DirectoryNotFoundException($"The cgroup of '{file}' was removed.", exception);
        }
    }
}
