using System.Text;

namespace Youki.Runtime.Cli;

/// <summary>The log file of one call. It is always a new one, and is removed when it has been read.</summary>
internal sealed class RuntimeLogFile(string directory, string verb)
{
    private const int TailBytes = 256 * 1024;

    public string Path { get; } = System.IO.Path.Combine(directory, $"{verb}-{Guid.CreateVersion7():N}.json");

    /// <summary>What the runtime wrote, the end of it where that is much. Null: it never came to opening its log.</summary>
    public string? Read() => File.Exists(Path) ? ReadFrom(Path, 0, TailBytes) : null;

    public void Delete() => File.Delete(Path);

    /// <summary>The end of a file, from an offset on at the earliest.</summary>
    public static string ReadFrom(string path, long offset, int atMost)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = Math.Min(file.Length, Math.Max(offset, file.Length - atMost));
        var bytes = new byte[(int)Math.Min(atMost, file.Length - file.Position)];
        return Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }
}
