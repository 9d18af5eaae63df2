using System.Globalization;

namespace Youki.Runtime.Cli.Verbs;

/// <summary>Builds the arguments of a verb; what was not said is left out.</summary>
internal sealed class ArgumentList(string verb)
{
    private readonly List<string> _arguments = [verb];

    public ArgumentList Flag(string option, bool wanted)
    {
        if (wanted)
        {
            _arguments.Add(option);
        }

        return this;
    }

    public ArgumentList Option(string option, string? value)
    {
        if (value is not null)
        {
            _arguments.AddRange([option, value]);
        }

        return this;
    }

    public ArgumentList Option(string option, int value) => Option(option, value > 0 ? value.ToString(CultureInfo.InvariantCulture) : null);

    public IReadOnlyList<string> End(params IEnumerable<string> last) => [.. _arguments, .. last];
}
