namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads docker's form of a file system in memory: <c>TARGET[:OPTIONS]</c>.</summary>
internal static class TmpfsText
{
    /// <exception cref="UsageException">It cannot be understood.</exception>
    public static ContainerMount Parse(string text)
    {
        var parts = text.Split(':', 2);
        var mount = new TmpfsMount { Target = parts[0] };
        foreach (var word in parts.Length == 2 ? parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            var pair = word.Split('=', 2);
            try
            {
                mount = pair.Length == 2 ? With(mount, pair[0], pair[1]) : With(mount, word);
            }
            catch (FormatException exception)
            {
                throw new UsageException($"--tmpfs '{text}': {exception.Message.TrimEnd('.')}.");
            }
        }

        return mount;
    }

    private static TmpfsMount With(TmpfsMount mount, string word) => word switch
    {
        "rw" or "noexec" or "nosuid" or "nodev" => mount,
        "ro" => mount with { ReadOnly = true },
        "exec" => mount with { AllowExec = true },
        "suid" => mount with { AllowSuid = true },
        "dev" => mount with { AllowDevices = true },
        _ => throw new FormatException($"'{word}' is not an option of a tmpfs"),
    };

    private static TmpfsMount With(TmpfsMount mount, string key, string value) => key switch
    {
        "size" => mount with { SizeBytes = ByteSize.Parse(value) },
        "mode" => mount with { Mode = MountFields.ParseMode(value) },
        "uid" => mount with { Uid = MountFields.ParseId(value) },
        "gid" => mount with { Gid = MountFields.ParseId(value) },
        "nr_inodes" => mount with { MaxFiles = MountFields.ParseCount(value) },
        _ => throw new FormatException($"'{key}' is not an option of a tmpfs: give size, mode, uid, gid or nr_inodes"),
    };
}
