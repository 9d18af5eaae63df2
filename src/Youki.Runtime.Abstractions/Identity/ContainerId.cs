using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>Names a container on this host. Unique across all nodes of one bundle directory.</summary>
[JsonConverter(typeof(TextValueJsonConverter<ContainerId>))]
public readonly record struct ContainerId : IParsable<ContainerId>
{
    private readonly string? _value;

    private ContainerId(string value) => _value = value;

    /// <summary>The text of the container id.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, which names nothing.</exception>
    public string Value => _value ?? throw new InvalidOperationException("The default ContainerId names nothing.");

    /// <summary>A new id of the form <c>container-{uuid}</c>.</summary>
    public static ContainerId New() => new($"container-{Guid.CreateVersion7():D}");

    /// <summary>Reads a container id: 1 to 128 characters, a letter or digit first, then letters, digits, <c>_ . + -</c>.</summary>
    /// <exception cref="FormatException">The text is not a valid container id.</exception>
    public static ContainerId Parse(string s, IFormatProvider? provider = null) => new(IdentifierRule.Check(s, "container id"));

    /// <summary>Reads a container id; false where the text is not a valid one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ContainerId result)
    {
        var valid = s is not null && IdentifierRule.IsValid(s);
        result = valid ? new ContainerId(s!) : default;
        return valid;
    }

    /// <summary>Reads a container id; false where the text is not a valid one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out ContainerId result) => TryParse(s, null, out result);

    /// <summary>The text of the container id; empty for <c>default</c>.</summary>
    public override string ToString() => _value ?? string.Empty;
}
