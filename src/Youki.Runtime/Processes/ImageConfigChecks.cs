using System.Text;

namespace Youki.Runtime.Processes;

/// <summary>
/// Refuses what no process can be given and no honest image says. An image's configuration is as hostile as its files: NUL would cut a text short in one
/// program and not in the next, and endless lists would fill config.json. Labels and ports are not looked at, since they go nowhere.
/// </summary>
internal static class ImageConfigChecks
{
    /// <summary>Entries of a list; of volumes, each of which is a directory and a mount.</summary>
    public const int MaxItems = 4096;
    public const int MaxVolumes = 128;

    /// <summary>Bytes of an argument or variable with its NUL. Source: MAX_ARG_STRLEN, linux/binfmts.h: 32 pages of 4 KiB.</summary>
    private const int MaxItemBytes = 131_072;

    /// <summary>Bytes of all arguments and variables: half of what execve(2) takes with a stack of 8 MiB.</summary>
    private const int MaxTotalBytes = 1024 * 1024;

    /// <summary>Characters of a path (PATH_MAX), and of any other single text.</summary>
    private const int MaxPathLength = 4096;
    private const int MaxTextLength = 512;

    /// <summary>Checks what an image says of its processes.</summary>
    /// <exception cref="ImageFormatException">Something breaks a rule; the message names the member.</exception>
    public static void Check(ImageConfig config, string image)
    {
        var fault = ListFault(nameof(config.Entrypoint), config.Entrypoint, MaxItems, ItemFault)
            ?? ListFault(nameof(config.Cmd), config.Cmd, MaxItems, ItemFault)
            ?? ListFault(nameof(config.Env), config.Env, MaxItems, item => ItemFault(item) ?? NameFault(item))
            ?? ListFault(nameof(config.Volumes), config.Volumes, MaxVolumes, item => LineFault(item, MaxPathLength))
            ?? Fault(nameof(config.WorkingDir), config.WorkingDir, MaxPathLength)
            ?? Fault(nameof(config.User), config.User, MaxTextLength)
            ?? Fault(nameof(config.StopSignal), config.StopSignal, MaxTextLength)
            ?? TotalFault(config);
        if (fault is not null)
        {
            throw new ImageFormatException(image, $"Image '{image}' cannot be used: {fault} in its configuration.");
        }
    }

    private static string? ListFault(string member, IReadOnlyList<string>? items, int most, Func<string?, string?> faultOf)
    {
        if (items is null || items.Count > most)
        {
            return items is null ? null : $"{member} has {items.Count} entries, and at most {most} are taken,";
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (faultOf(items[i]) is { } fault)
            {
                return $"{member}[{i}] {fault}";
            }
        }

        return null;
    }

    private static string? Fault(string member, string? text, int longest) => text is null || LineFault(text, longest) is not { } fault ? null : $"{member} {fault}";

    private static string? ItemFault(string? text) => text switch
    {
        null => "is null",
        _ when text.Contains('\0', StringComparison.Ordinal) => "holds NUL",
        _ => Encoding.UTF8.GetByteCount(text) >= MaxItemBytes ? $"is longer than {MaxItemBytes - 1} bytes" : null,
    };

    // Values may hold anything: commands of several lines are common.
    private static string? NameFault(string? variable) => variable!.Split('=', 2)[0].Any(char.IsControl) ? "holds control characters in its name" : null;

    private static string? LineFault(string? text, int longest) => text switch
    {
        null => "is null",
        _ when text.Any(char.IsControl) => "holds control characters",
        _ => text.Length > longest ? $"has more than {longest} characters" : null,
    };

    private static string? TotalFault(ImageConfig config)
    {
        var total = new[] { config.Entrypoint, config.Cmd, config.Env }.Sum(list => list?.Sum(item => (long)Encoding.UTF8.GetByteCount(item) + 1) ?? 0);
        return total > MaxTotalBytes ? $"Entrypoint, Cmd and Env have {total} bytes, and at most {MaxTotalBytes} are taken," : null;
    }
}
