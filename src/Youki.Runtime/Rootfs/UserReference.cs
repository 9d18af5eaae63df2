using System.Globalization;

namespace Youki.Runtime.Rootfs;

/// <summary>Half of <see cref="ContainerConfig.User"/>: a number or a name.</summary>
/// <param name="Text">As it was given.</param>
/// <param name="Number">The number; null for a name.</param>
internal readonly record struct UserReference(string Text, uint? Number)
{
    private const int MaxNameLength = 256;

    /// <summary>Splits <c>user</c>, <c>uid</c>, <c>user:group</c> or <c>uid:gid</c>.</summary>
    /// <exception cref="ContainerConfigException">It is none of these.</exception>
    public static (UserReference User, UserReference? Group) Parse(string text)
    {
        var parts = text.Split(':');
        return parts.Length switch
        {
            1 => (ParseOne(parts[0], text), null),
            2 => (ParseOne(parts[0], text), ParseOne(parts[1], text)),
            _ => throw Invalid(text),
        };
    }

    /// <summary>The number that a text is, in decimal digits alone and at most 2^31-1: what is larger, some kernels and tools take for -1 or 0.</summary>
    public static uint? ParseNumber(string text) =>
        text.All(char.IsAsciiDigit) && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue ? number : null;

    // What looks like a number must be a good one. To look it up as a name instead has made root of such users (CVE-2024-40635, CVE-2026-46680).
    private static UserReference ParseOne(string part, string text)
    {
        if (part.Length is 0 or > MaxNameLength || part.Any(character => char.IsControl(character) || char.IsWhiteSpace(character)))
        {
            throw Invalid(text);
        }

        var looksLikeNumber = part[0] is '-' or '+' || part.All(char.IsDigit);
        return !looksLikeNumber ? new UserReference(part, null)
            : ParseNumber(part) is { } number ? new UserReference(part, number)
            : throw Invalid(text);
    }

    private static ContainerConfigException Invalid(string text) => new(
    [
        $"User '{text}' is not valid: it must be user, uid, user:group or uid:gid, with numbers from 0 to {int.MaxValue}.",
    ]);
}
