using System.Globalization;

namespace Youki.Runtime.Configuration;

/// <summary>
/// How a user is written: <c>user</c>, <c>uid</c>, <c>user:group</c>, <c>uid:gid</c>, or mixed. Names as in useradd(8), with <c>@</c> for directory services.
/// </summary>
internal static class UserRule
{
    public const string Description = "a name or number, then, if wanted, ':' and a group's name or number; numbers up to 2147483647";

    public static bool IsValid(string user) => user.Split(':') is { Length: 1 or 2 } parts && parts.All(IsNameOrNumber);

    private static bool IsNameOrNumber(string part) => part.Length > 0 && part.All(char.IsAsciiDigit)
        ? int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _) // What the look-up in the image takes as well.
        : part.Length > 0 && part[0] != '-' && part.All(character => char.IsAsciiLetterOrDigit(character) || "_.-@$".Contains(character));
}
