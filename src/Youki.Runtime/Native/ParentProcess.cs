using System.Runtime.InteropServices;

namespace Youki.Runtime.Native;

/// <summary>getppid(2).</summary>
internal static partial class ParentProcess
{
    /// <summary>The process that has started this one, or has adopted it since.</summary>
    public static int Id => GetParent();

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();
}
