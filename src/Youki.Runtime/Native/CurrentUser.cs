using System.Runtime.InteropServices;

namespace Youki.Runtime.Native;

/// <summary>Whom this process runs as.</summary>
internal static partial class CurrentUser
{
    public static uint Id { get; } = GetEffectiveUserId();

    public static uint GroupId { get; } = GetEffectiveGroupId();

    public static bool IsRoot => Id == 0;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint GetEffectiveGroupId();
}
