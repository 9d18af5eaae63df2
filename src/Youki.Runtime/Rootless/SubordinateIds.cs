using System.Globalization;

namespace Youki.Runtime.Rootless;

/// <summary>Reads which ids an administrator has given to a user. Source: subuid(5) and subgid(5): <c>user:first:count</c>, the user by name or by number.</summary>
internal static class SubordinateIds
{
    public const string UserFile = "/etc/subuid";
    public const string GroupFile = "/etc/subgid";

    /// <summary>The ranges of a user in the order of the file; none where the file is missing. A line that is none, or repeats ids, is passed over, as newuidmap does.</summary>
    /// <param name="lines">Lines of the file.</param>
    /// <param name="name">The user's name.</param>
    /// <param name="id">The user's number; it is no range of itself.</param>
    public static IReadOnlyList<SubordinateRange> Parse(IEnumerable<string> lines, string name, uint id)
    {
        var found = new List<SubordinateRange>();
        var number = id.ToString(CultureInfo.InvariantCulture);
        var own = new SubordinateRange(id, 1);
        foreach (var fields in lines.Select(line => line.Trim().Split(':')).Where(fields => fields.Length == 3 && (fields[0] == name || fields[0] == number)))
        {
            if (uint.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
                && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count > 0 && start > 0 && (ulong)start + count <= uint.MaxValue
                && new SubordinateRange(start, count) is var range
                && !range.Overlaps(own) && !found.Exists(range.Overlaps))
            {
                found.Add(range);
            }
        }

        return found;
    }

    /// <summary>As above, from a file.</summary>
    /// <exception cref="HostResourceException">It is there and cannot be read.</exception>
    public static IReadOnlyList<SubordinateRange> Read(string file, string name, uint id)
    {
        try
        {
            return Parse(File.ReadLines(file), name, id);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostResourceException(IdMappings.ResourceKind, $"'{file}' cannot be read: {exception.Message} Make it readable for all: chmod 644 {file}", exception);
        }
    }
}
