using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Youki.Runtime.Cli;

/// <summary>A text of a runtime and what it means. A group named <c>status</c> holds the state the container was in.</summary>
/// <param name="kind">What it means.</param>
/// <param name="pattern">The text, without the runtime's prefix.</param>
/// <param name="verb">The verb that it is about. Null: all.</param>
/// <param name="state">The state that the text implies, where it names none.</param>
internal sealed class FailurePattern(
    FailureKind kind,
    [StringSyntax(StringSyntaxAttribute.Regex)] string pattern,
    string? verb = null,
    ContainerState state = ContainerState.Unknown)
{
    private readonly Regex _regex = new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline);

    public FailureKind Kind => kind;

    public bool Matches(string ofVerb, string message, out ContainerState found)
    {
        found = state;
        if (verb is not null && verb != ofVerb)
        {
            return false;
        }

        var match = _regex.Match(message);
        if (match.Groups["status"] is { Success: true } status)
        {
            found = OciStatus.Parse(status.Value);
        }

        return match.Success;
    }
}
