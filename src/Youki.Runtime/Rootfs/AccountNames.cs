using Microsoft.Win32.SafeHandles;

namespace Youki.Runtime.Rootfs;

/// <summary>The names of users in a container, whose file of accounts may be anything.</summary>
internal static class AccountNames
{
    private const string PasswdPath = "etc/passwd";

    /// <summary>The name of each user of the file; none where it cannot be used.</summary>
    /// <param name="root">The container's root, as an O_PATH descriptor.</param>
    public static IReadOnlyDictionary<uint, string> Of(SafeFileHandle root)
    {
        var names = new Dictionary<uint, string>();
        try
        {
            foreach (var entry in AccountFile.ReadLines(root, PasswdPath).Select(PasswdEntry.Parse))
            {
                // As the C library: the first one counts.
                if (entry is { Uid: { } uid })
                {
                    names.TryAdd(uid, entry.Name);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return new Dictionary<uint, string>();
        }

        return names;
    }
}
