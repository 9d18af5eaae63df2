using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Archives;

/// <summary>What the messages about archives and layouts have in common.</summary>
internal static class ArchiveErrors
{
    /// <summary>Why a path of the host could not be opened, as a sentence.</summary>
    public static string Explain(int error, string kind, string path) => error switch
    {
        Errno.ENOENT => $"there is no {kind} '{path}'.",
        Errno.ENOTDIR => $"'{path}' is no {kind}.",
        Errno.EACCES => $"'{path}' may not be read by user '{Environment.UserName}'.",
        _ => $"'{path}' cannot be opened.",
    };
}
