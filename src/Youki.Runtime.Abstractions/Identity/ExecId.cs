using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>Names a command that is run in a container. Unique within the container's run.</summary>
[JsonConverter(typeof(TextValueJsonConverter<ExecId>))]
public readonly record struct ExecId : IParsable<ExecId>
{
    private readonly string? _value;

    private ExecId(string value) => _value = value;

    /// <summary>The text of the exec id.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, which names nothing.</exception>
    public string Value => _value ?? throw new InvalidOperationException("The default ExecId names nothing.");

    /// <summary>A new id of the form <c>exec-{uuid}</c>. Later ones sort after earlier ones.</summary>
    public static ExecId New() => new($"exec-{Guid.CreateVersion7():D}");

    /// <summary>Reads an exec id: 1 to 128 characters, a letter or digit first, then letters, digits, <c>_ . + -</c>.</summary>
    /// <exception cref="FormatException">The text is not a valid exec id.</exception>
    public static ExecId Parse(string s, IFormatProvider? provider = null) => new(IdentifierRule.Check(s, "exec id"));

    /// <summary>Reads an exec id; false where the text is not a valid one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ExecId result)
    {
        var valid = s is not null && IdentifierRule.IsValid(s);
        result = valid ? new ExecId(s!) : default;
        return valid;
    }

    /// <summary>Reads an exec id; false where the text is not a valid one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out ExecId result) => TryParse(s, null, out result);

    /// <summary>The text of the exec id; empty for <c>default</c>.</summary>
    public override string ToString() => _value ?? string.Empty;
}
