using System.Text;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads docker's files of environment variables: a line is <c>NAME=VALUE</c>, taken as it stands, or <c>NAME</c> for the host's value; <c>#</c> starts a comment line.</summary>
internal static class EnvironmentFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IReadOnlyList<KeyValuePair<string, string>> Read(string path, Func<string, string?> hostValue)
    {
        try
        {
            // It drops a byte order mark, as docker does.
            using var reader = new StreamReader(path, Strict);
            return [.. Parse(reader.ReadToEnd(), path, hostValue)];
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"the environment file '{path}' is not UTF-8 text.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the environment file '{path}' cannot be read: {exception.Message}");
        }
    }

    internal static IEnumerable<KeyValuePair<string, string>> Parse(string content, string path, Func<string, string?> hostValue)
    {
        var number = 0;
        foreach (var line in content.Split('\n').Select(line => line.TrimEnd('\r').TrimStart(' ', '\t')))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var name = line.Split('=', 2)[0];
            if (name.Length == 0 || name.AsSpan().IndexOfAny(' ', '\t') >= 0)
            {
                throw new UsageException($"the environment file '{path}', line {number}: '{name}' is not a name of a variable.");
            }

            if (EnvironmentVariable.Read(line, hostValue) is { } variable)
            {
                yield return variable;
            }
        }
    }
}
