namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads a file whose content a container gets: <c>src=FILE[,target=PATH][,mode=0400][,uid=N][,gid=N]</c>. Never the content itself, which every process could see.</summary>
internal static class SecretText
{
    private const string Option = "--secret";

    // The library takes no more; this keeps a device or a log out of memory.
    private const int MaxBytes = 1024 * 1024;

    /// <exception cref="UsageException">It cannot be understood.</exception>
    public static ContainerMount ParseMount(string text) => MountOf(new MountFields(Option, text));

    /// <summary>The mount of the fields.</summary>
    public static FileMount MountOf(MountFields fields)
    {
        var (_, target) = PathsOf(fields);
        var mount = new FileMount
        {
            Name = target,
            Target = target,
            Mode = fields.TakeParsed(MountFields.ParseMode, "mode"),
            Uid = fields.TakeParsed(MountFields.ParseId, "uid"),
            Gid = fields.TakeParsed(MountFields.ParseId, "gid"),
        };
        _ = fields.Take("type");
        fields.End("secret");
        return mount;
    }

    /// <summary>The name of the mount, and the file's content.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static KeyValuePair<string, ReadOnlyMemory<byte>> Read(string text, string currentDirectory)
    {
        var fields = new MountFields(Option, text);
        var (source, target) = PathsOf(fields);
        var path = Path.GetFullPath(source, currentDirectory);
        try
        {
            using var file = File.OpenRead(path);
            var content = new MemoryStream();
            var buffer = new byte[64 * 1024];
            int length;
            while ((length = file.Read(buffer)) > 0)
            {
                content.Write(buffer.AsSpan(0, length));
                if (content.Length > MaxBytes)
                {
                    throw fields.Fault($"{path} has more than {MaxBytes} bytes");
                }
            }

            return new(target, content.ToArray());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw fields.Fault($"{path} cannot be read: {exception.Message.TrimEnd('.')}");
        }
    }

    private static (string Source, string Target) PathsOf(MountFields fields)
    {
        var source = fields.Need("src", "source");
        return (source, fields.Take("target", "dst", "destination") ?? $"/run/secrets/{Path.GetFileName(source)}");
    }
}
