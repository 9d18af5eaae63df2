using System.Runtime.InteropServices;

namespace Youki.Runtime.Native;

/// <summary>Whom this process runs as.</summary>
internal static partial class CurrentUser
{
    public static uint Id { get; } = GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();
}
