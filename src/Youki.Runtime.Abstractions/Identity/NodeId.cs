using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>Names a node: the part of the containers on this host that one orchestrator owns.</summary>
[JsonConverter(typeof(TextValueJsonConverter<NodeId>))]
public readonly record struct NodeId : IParsable<NodeId>
{
    private readonly string? _value;

    private NodeId(string value) => _value = value;

    /// <summary>The text of the node id.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, which names nothing.</exception>
    public string Value => _value ?? throw new InvalidOperationException("The default NodeId names nothing.");

    /// <summary>Reads a node id: 1 to 128 characters, a letter or digit first, then letters, digits, <c>_ . + -</c>.</summary>
    /// <exception cref="FormatException">The text is not a valid node id.</exception>
    public static NodeId Parse(string s, IFormatProvider? provider = null) => new(IdentifierRule.Check(s, "node id"));

    /// <summary>Reads a node id; false where the text is not a valid one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out NodeId result)
    {
        var valid = s is not null && IdentifierRule.IsValid(s);
        result = valid ? new NodeId(s!) : default;
        return valid;
    }

    /// <summary>Reads a node id; false where the text is not a valid one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out NodeId result) => TryParse(s, null, out result);

    /// <summary>The text of the node id; empty for <c>default</c>.</summary>
    public override string ToString() => _value ?? string.Empty;
}
