using Youki.Runtime.Native;

namespace Youki.Runtime.Copying;

/// <summary>A path that a caller has given, with what its end says.</summary>
/// <param name="Text">As it was given, for messages.</param>
/// <param name="Bytes">Absolute, without a slash behind it, ended by NUL.</param>
/// <param name="Name">Its last name, without a NUL. Empty: it names a directory as such, as <c>/</c> and <c>dir/.</c> do: what is in it is meant.</param>
/// <param name="IsDirectory">Whether it says that it is a directory: it ends with a slash, or has no name.</param>
internal sealed record CopyPath(string Text, byte[] Bytes, byte[] Name, bool IsDirectory)
{
    private const int MaxLength = 4096;

    /// <summary>Whether only what is in the directory is meant.</summary>
    public bool IsContent => Name.Length == 0;

    /// <summary>Its directory, ended by NUL.</summary>
    public byte[] Parent => ParentOf(Bytes);

    /// <param name="path">Absolute, or from the root.</param>
    /// <exception cref="ArgumentException">It is empty, too long, or holds a NUL.</exception>
    public static CopyPath Parse(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var bytes = RawName.From("/" + string.Join('/', parts));
        if (bytes.Length > MaxLength)
        {
            throw new ArgumentException($"A path has at most {MaxLength - 1} bytes; this one has {bytes.Length - 1}.", nameof(path));
        }

        var isContent = parts is [] or [.., "."] or [.., ".."];
        return new CopyPath(path, bytes, isContent ? [] : RawName.From(parts[^1])[..^1], isContent || path.EndsWith('/'));
    }

    /// <summary>The directory part of a path that is ended by NUL; so is the answer.</summary>
    public static byte[] ParentOf(byte[] path)
    {
        var slash = path.AsSpan().LastIndexOf((byte)'/');
        return slash <= 0 ? "/\0"u8.ToArray() : [.. path.AsSpan(0, slash), 0];
    }

    /// <summary>The last name of a path that is ended by NUL; so is the answer.</summary>
    public static byte[] NameOf(byte[] path) => path[(path.AsSpan().LastIndexOf((byte)'/') + 1)..];
}
