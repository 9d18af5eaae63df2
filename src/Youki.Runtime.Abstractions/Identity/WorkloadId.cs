using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>Names the workload that a container belongs to, in the orchestrator's own terms.</summary>
[JsonConverter(typeof(TextValueJsonConverter<WorkloadId>))]
public readonly record struct WorkloadId : IParsable<WorkloadId>
{
    private readonly string? _value;

    private WorkloadId(string value) => _value = value;

    /// <summary>The text of the workload id.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, which names nothing.</exception>
    public string Value => _value ?? throw new InvalidOperationException("The default WorkloadId names nothing.");

    /// <summary>Reads a workload id: 1 to 128 characters, a letter or digit first, then letters, digits, <c>_ . + -</c>.</summary>
    /// <exception cref="FormatException">The text is not a valid workload id.</exception>
    public static WorkloadId Parse(string s, IFormatProvider? provider = null) => new(IdentifierRule.Check(s, "workload id"));

    /// <summary>Reads a workload id; false where the text is not a valid one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WorkloadId result)
    {
        var valid = s is not null && IdentifierRule.IsValid(s);
        result = valid ? new WorkloadId(s!) : default;
        return valid;
    }

    /// <summary>Reads a workload id; false where the text is not a valid one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out WorkloadId result) => TryParse(s, null, out result);

    /// <summary>The text of the workload id; empty for <c>default</c>.</summary>
    public override string ToString() => _value ?? string.Empty;
}
