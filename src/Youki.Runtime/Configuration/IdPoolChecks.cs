namespace Youki.Runtime.Configuration;

/// <summary>Checks which ids are to be given away.</summary>
internal static class IdPoolChecks
{
    // Below are the accounts of the host, and the ids that distributions keep for themselves; 2^32-1 is no id.
    private const uint LeastId = 65536;
    private const uint LastId = uint.MaxValue - 1;

    public static void Check(IdPoolOptions? pool, List<string> problems)
    {
        const string name = nameof(YoukiRuntimeOptions.UserNamespaces);
        if (pool is null)
        {
            problems.Add($"{name} must not be null.");
            return;
        }

        if (pool.FirstId is null != pool.Count is null)
        {
            problems.Add($"{name}.{nameof(pool.FirstId)} and {nameof(pool.Count)} go together: set both or none.");
        }
        else if (pool is { FirstId: { } first, Count: { } count } && (first < LeastId || count == 0 || count - 1 > LastId - first))
        {
            problems.Add($"{name}: {count} ids from {first} on must be at least one, and lie between {LeastId} and {LastId}.");
        }

        if (string.IsNullOrEmpty(pool.User) || pool.User.Any(character => character is ':' or '#' || char.IsControl(character) || char.IsWhiteSpace(character)))
        {
            problems.Add($"{name}.{nameof(pool.User)} '{pool.User}' must be a user's name or number.");
        }

        if (string.IsNullOrEmpty(pool.Directory) || !Path.IsPathFullyQualified(pool.Directory) || pool.Directory.Contains('\0', StringComparison.Ordinal) || Path.GetFullPath(pool.Directory) == "/")
        {
            problems.Add($"{name}.{nameof(pool.Directory)} '{pool.Directory}' must be an absolute path, and not the root directory.");
        }
    }
}
