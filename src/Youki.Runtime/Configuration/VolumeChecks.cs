using static Youki.Runtime.Configuration.TextRules;

namespace Youki.Runtime.Configuration;

/// <summary>Checks what a volume is made of.</summary>
internal static class VolumeChecks
{
    /// <exception cref="ArgumentException">The options have errors.</exception>
    public static void Check(VolumeOptions options)
    {
        if (string.Join(' ', Errors(options.Name, options.Driver, options.DriverOptions, options.Labels)) is { Length: > 0 } errors)
        {
            throw new ArgumentException(errors, nameof(options));
        }
    }

    /// <summary>What is wrong, each naming the member.</summary>
    public static IEnumerable<string> Errors(string? name, string? driver, IReadOnlyDictionary<string, string>? options, IReadOnlyDictionary<string, string>? labels)
    {
        if (name is not null && !IdentifierRule.IsValid(name))
        {
            yield return $"Name: {Quote(name)} is not a volume's name: {IdentifierRule.Description}.";
        }

        if (driver is not null && !IdentifierRule.IsValid(driver))
        {
            yield return $"Driver: {Quote(driver)} is not a driver's name: {IdentifierRule.Description}.";
        }

        foreach (var (member, map) in new[] { ("DriverOptions", options), ("Labels", labels) })
        {
            foreach (var (key, value) in map ?? new Dictionary<string, string>())
            {
                if (KeyFault(key) is { } keyFault)
                {
                    yield return $"{member}[{Quote(key)}]: the key is not valid: {keyFault}.";
                }

                if (Fault(value) is { } valueFault)
                {
                    yield return $"{member}[{Quote(key)}]: the value is not valid: {valueFault}.";
                }
            }
        }
    }
}
