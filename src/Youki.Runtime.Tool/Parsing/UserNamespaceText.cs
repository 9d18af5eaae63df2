using System.Globalization;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads which user namespace a container has, in podman's words.</summary>
internal static class UserNamespaceText
{
    private const string Automatic = "auto";
    private const string SizeOption = "size=";

    /// <exception cref="UsageException">It is none, or one of podman's that is not there.</exception>
    public static UserNamespaceConfig Parse(string text)
    {
        if (text is "host" or "")
        {
            return new UserNamespaceConfig { Mode = UserNamespaceMode.Host };
        }

        if (text == Automatic)
        {
            return new UserNamespaceConfig { Mode = UserNamespaceMode.Automatic };
        }

        return text.StartsWith($"{Automatic}:{SizeOption}", StringComparison.Ordinal) && TryNumber(text[(Automatic.Length + 1 + SizeOption.Length)..], out var size) && size > 0
            ? new UserNamespaceConfig { Mode = UserNamespaceMode.Automatic, Size = size }
            : throw new UsageException($"'{text}' is not a user namespace: give host, auto or auto:size=N, or say with --uidmap and --gidmap which ids it has.");
    }

    /// <exception cref="UsageException">It is no range.</exception>
    public static LinuxIdMapping ParseRange(string text)
    {
        var parts = text.Split(':');
        var size = 1u;
        return parts.Length is 2 or 3 && TryNumber(parts[0], out var inside) && TryNumber(parts[1], out var outside) && (parts.Length == 2 || TryNumber(parts[2], out size))
            ? new LinuxIdMapping { ContainerId = inside, HostId = outside, Size = size }
            : throw new UsageException($"'{text}' is not a range of ids: give the first one in the container, the first one on the host and how many, such as 0:100000:65536.");
    }

    /// <summary>Reads a pool of ids, <c>FIRST:COUNT</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static (uint First, uint Count) ParsePool(string text) =>
        text.Split(':') is [var first, var count] && TryNumber(first, out var id) && TryNumber(count, out var number)
            ? (id, number)
            : throw new UsageException($"'{text}' is not a pool of ids: give the first one and how many, such as 2147483648:1000000.");

    private static bool TryNumber(string text, out uint number) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
