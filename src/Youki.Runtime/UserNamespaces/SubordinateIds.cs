using System.Globalization;

namespace Youki.Runtime.UserNamespaces;

/// <summary>Reads which ids a user may give to user namespaces. Source: subuid(5), subgid(5).</summary>
internal static class SubordinateIds
{
    public const string UidFile = "/etc/subuid";
    public const string GidFile = "/etc/subgid";

    // Above what useradd gives to accounts (SUB_UID_MAX is 600,100,000), and up to the last id.
    private const string Suggestion = "2147483648:2147418112";

    private const int FieldCount = 3;

    /// <summary>The ranges of a user, the first of the file first.</summary>
    /// <param name="path">The file.</param>
    /// <param name="user">The user as the file has it: a name or a number.</param>
    /// <exception cref="SubordinateIdException">There is no file, or it has none for this user.</exception>
    public static IReadOnlyList<IdRange> Read(string path, string user)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SubordinateIdException(path, $"'{path}', which says which ids user namespaces may have, cannot be read: {exception.Message} {Advice(path, user)}", exception);
        }

        var ranges = lines.Select(line => Parse(line.Trim(), user)).OfType<IdRange>().ToList();
        return ranges.Count > 0 ? ranges : throw new SubordinateIdException(path, $"'{path}' has no ids for user '{user}' to give to user namespaces. {Advice(path, user)}");
    }

    /// <summary>What to write where there are no ids, or too few.</summary>
    public static string Advice(string path, string user) =>
        $"Add a line to it, such as '{user}:{Suggestion}', with ids that nobody else uses, or set {nameof(YoukiRuntimeOptions.UserNamespaces)}.{nameof(IdPoolOptions.FirstId)} and {nameof(IdPoolOptions.Count)}; {(path == GidFile ? UidFile : GidFile)} needs one too.";

    private static IdRange? Parse(string line, string user)
    {
        var fields = line.Split(':');
        return fields.Length == FieldCount && fields[0] == user
            && uint.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0 && (long)first + count <= uint.MaxValue
            ? new IdRange(first, count)
            : null;
    }
}
