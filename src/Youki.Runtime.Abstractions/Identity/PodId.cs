using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>Identifies a pod on its host. It is a file name and a cgroup's name: short, and safe in both.</summary>
[JsonConverter(typeof(TextValueJsonConverter<PodId>))]
public readonly record struct PodId : IParsable<PodId>
{
    private readonly string? _value;

    private PodId(string value) => _value = value;

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, which names nothing.</exception>
    public string Value => _value ?? throw new InvalidOperationException("The default PodId names nothing.");

    /// <summary>Makes an id that no other pod has, of the form <c>pod-{uuid}</c>.</summary>
    public static PodId New() => new($"pod-{Guid.CreateVersion7():D}");

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public static PodId Parse(string s, IFormatProvider? provider = null) => new(IdentifierRule.Check(s, "pod id"));

    /// <summary>Reads an id; false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PodId result)
    {
        var valid = s is not null && IdentifierRule.IsValid(s);
        result = valid ? new PodId(s!) : default;
        return valid;
    }

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out PodId)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, out PodId result) => TryParse(s, null, out result);

    /// <summary>The text; empty for the default value.</summary>
    public override string ToString() => _value ?? string.Empty;
}
