using System.Buffers;
using System.Text;

namespace Youki.Runtime.Images.Registry.Authorization;

/// <summary>Takes WWW-Authenticate headers apart. What cannot be read ends the reading; what came before counts. Source: RFC 9110, sections 5.6 and 11.6.1.</summary>
internal ref struct AuthChallengeParser
{
    private const int MaxLength = 8192;
    private const int MaxChallenges = 16;

    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private ReadOnlySpan<char> _rest;

    private AuthChallengeParser(string header) => _rest = header.AsSpan(0, Math.Min(header.Length, MaxLength));

    public static IReadOnlyList<AuthChallenge> Parse(IEnumerable<string> headers)
    {
        var challenges = new List<AuthChallenge>();
        foreach (var header in headers)
        {
            new AuthChallengeParser(header).ParseInto(challenges);
        }

        return challenges;
    }

    private void ParseInto(List<AuthChallenge> challenges)
    {
        Dictionary<string, string>? parameters = null;
        while (challenges.Count < MaxChallenges)
        {
            SkipSeparators();
            var word = TakeToken();
            if (word.Length == 0)
            {
                return;
            }

            SkipSpaces();
            if (!TakeEquals())
            {
                // A word without '=' behind it begins another challenge.
                parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                challenges.Add(new AuthChallenge(word, parameters));
                SkipOpaqueToken();
            }
            else if (parameters is null || TakeValue() is not { } value)
            {
                return;
            }
            else
            {
                parameters.TryAdd(word, value);
            }
        }
    }

    private void SkipSeparators() => _rest = _rest.TrimStart(" \t,");

    private void SkipSpaces() => _rest = _rest.TrimStart(" \t");

    private string TakeToken()
    {
        var length = _rest.IndexOfAnyExcept(Token);
        var token = length < 0 ? _rest : _rest[..length];
        _rest = _rest[token.Length..];
        return token.ToString();
    }

    private bool TakeEquals()
    {
        if (_rest is not ['=', ..])
        {
            return false;
        }

        _rest = _rest[1..];
        SkipSpaces();
        return true;
    }

    // Negotiate and its like carry base64 in place of parameters: a word that ends in '='s, or with a comma or nothing behind it.
    private void SkipOpaqueToken()
    {
        var end = _rest.IndexOf(',');
        var word = (end < 0 ? _rest : _rest[..end]).TrimEnd(" \t");
        if (word.Length > 0 && word.TrimEnd('=').IndexOfAny("=\" \t") < 0 && (word[^1] == '=' || word.IndexOf('=') < 0))
        {
            _rest = end < 0 ? default : _rest[end..];
        }
    }

    private string? TakeValue()
    {
        if (_rest is not ['"', ..])
        {
            return TakeToken();
        }

        var value = new StringBuilder();
        for (var i = 1; i < _rest.Length; i++)
        {
            var character = _rest[i];
            if (character == '"')
            {
                _rest = _rest[(i + 1)..];
                return value.ToString();
            }

            value.Append(character == '\\' && ++i < _rest.Length ? _rest[i] : character);
        }

        return null;
    }
}
