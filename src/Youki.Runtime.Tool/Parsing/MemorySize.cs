namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads an amount of memory in docker's notation; see <see cref="ByteSize"/>.</summary>
internal static class MemorySize
{
    private const double BytesPerMb = 1024 * 1024;
    private const long LeastMb = 6;

    /// <returns>MiB; what is no multiple is rounded up.</returns>
    /// <exception cref="FormatException">It is no amount, or less than a container can live with.</exception>
    public static long ParseMb(string text)
    {
        if (!ByteSize.TryParse(text, out var bytes))
        {
            throw new FormatException($"'{text}' is not an amount of memory: give a number with k, m or g, such as 512m or 1.5g.");
        }

        var mb = Math.Ceiling(bytes / BytesPerMb);
        return mb switch
        {
            > 1L << 42 => throw new FormatException($"'{text}' is more memory than any host has."),
            < LeastMb => throw new FormatException($"'{text}' is too little memory for a container: give at least {LeastMb}m."),
            _ => (long)mb,
        };
    }
}
