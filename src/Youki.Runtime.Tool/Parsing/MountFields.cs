using System.Globalization;
using System.Text;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>The keys and values of a mount, separated by commas, of which each is asked for once.</summary>
internal sealed class MountFields
{
    private readonly string _option;
    private readonly List<KeyValuePair<string, string>> _fields;

    /// <param name="option">The option, for messages.</param>
    /// <param name="text">What was given for it.</param>
    public MountFields(string option, string text)
    {
        _option = $"{option} '{text}'";
        _fields =
        [
            .. Split(text).Where(field => field.Length > 0).Select(field => field.Split('=', 2)).Select(parts => new KeyValuePair<string, string>(parts[0].Trim().ToLowerInvariant(), parts.Length == 2 ? parts[1] : "true")),
        ];
    }

    /// <summary>The value of a key that has several names; null where it was not given.</summary>
    public string? Take(params IReadOnlyList<string> names)
    {
        var found = _fields.Where(field => names.Contains(field.Key)).ToList();
        found.ForEach(field => _fields.Remove(field));
        return found.Count > 1 ? throw Fault($"{names[0]} is given twice") : found.Count == 1 ? found[0].Value : null;
    }

    public string Need(params IReadOnlyList<string> names) => Take(names) ?? throw Fault($"{names[0]} is missing");

    /// <summary>A switch; null where it was not given, or is off.</summary>
    public bool? TakeFlag(params IReadOnlyList<string> names) => Take(names) switch
    {
        null => null,
        "true" or "1" => true,
        "false" or "0" => null,
        var other => throw Fault($"{names[0]} is '{other}'; give true or false"),
    };

    public T? TakeParsed<T>(Func<string, T> parse, params IReadOnlyList<string> names)
        where T : struct
    {
        try
        {
            return Take(names) is { } text ? parse(text) : null;
        }
        catch (FormatException exception)
        {
            throw Fault(exception.Message.TrimEnd('.'));
        }
    }

    /// <summary>The pairs of a key that may be repeated, each <c>NAME=VALUE</c>.</summary>
    public IReadOnlyDictionary<string, string>? TakePairs(string name)
    {
        var found = _fields.Where(field => field.Key == name).ToList();
        found.ForEach(field => _fields.Remove(field));
        var pairs = new Dictionary<string, string>();
        foreach (var (_, value) in found)
        {
            var parts = value.Split('=', 2);
            pairs[parts[0]] = parts.Length == 2 ? parts[1] : string.Empty;
        }

        return pairs.Count == 0 ? null : pairs;
    }

    /// <summary>Refuses what nobody has asked for.</summary>
    public void End(string type)
    {
        if (_fields.Count > 0)
        {
            throw Fault($"'{_fields[0].Key}' is not known for the type {type}");
        }
    }

    public UsageException Fault(string reason) => new($"{_option}: {reason}.");

    public static UnixFileMode ParseMode(string text)
    {
        try
        {
            return (UnixFileMode)Convert.ToInt32(text, 8);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            throw new FormatException($"'{text}' is not a mode: give octal digits such as 0755");
        }
    }

    public static uint ParseId(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new FormatException($"'{text}' is not a number of a user or group");

    public static long ParseCount(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw new FormatException($"'{text}' is not a number");

    // As docker, a field in double quotes may hold commas.
    private static IEnumerable<string> Split(string text)
    {
        var (field, isQuoted) = (new StringBuilder(), false);
        foreach (var character in text)
        {
            if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (character == ',' && !isQuoted)
            {
                yield return field.ToString();
                field.Clear();
            }
            else
            {
                field.Append(character);
            }
        }

        yield return field.ToString();
    }
}
