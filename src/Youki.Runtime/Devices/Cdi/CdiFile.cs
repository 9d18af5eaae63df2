using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Devices.Cdi;

/// <summary>
/// Reads one spec file. Its hooks run as root on the host, so whoever could write to it would be root: a file or a directory that anybody but root, or the user
/// of this process, may write to is refused.
/// </summary>
internal static class CdiFile
{
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int OthersMayWrite = 0x12; // 0022

    /// <summary>What is wrong with a file's or directory's owner and mode; null: nothing.</summary>
    public static string? TrustFault(FileStatus status) => status switch
    {
        { Uid: not 0 } when status.Uid != CurrentUser.Id => $"it belongs to the user {status.Uid} and not to root, who alone may say what runs on this host: chown root it",
        { Permissions: var mode } when (mode & OthersMayWrite) != 0 => $"others than root may write to it (mode {Convert.ToString(mode, 8)}): chmod go-w it",
        _ => null,
    };

    /// <summary>The document of an open file.</summary>
    /// <exception cref="FormatException">It is not valid, or not to be trusted.</exception>
    public static CdiDocument Read(SafeFileHandle file, FileStatus status, string path)
    {
        if (status.Kind != FileKind.Regular)
        {
            throw new FormatException("it is no regular file");
        }

        if (TrustFault(status) is { } fault)
        {
            throw new FormatException(fault);
        }

        if (status.Size > MaxBytes)
        {
            throw new FormatException($"it is larger than {MaxBytes} bytes");
        }

        var document = Decode(ReadText(file, status.Size), path);
        return CdiChecks.Fault(document) is { } wrong ? throw new FormatException(wrong) : document;
    }

    private static string ReadText(SafeFileHandle file, long size)
    {
        var bytes = new byte[size];
        var length = 0;
        while (length < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(length), length) is > 0 and var some)
        {
            length += some;
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static CdiDocument Decode(string text, string path)
    {
        try
        {
            var document = path.EndsWith(".json", StringComparison.Ordinal)
                ? JsonSerializer.Deserialize(text, CdiJson.Default.CdiDocument)
                : (YamlTree.Parse(text) as JsonObject).Deserialize(CdiJson.Default.CdiDocument);
            return document ?? throw new FormatException("it is no object");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"it is not as CDI specs are: {exception.Message}", exception);
        }
    }
}
