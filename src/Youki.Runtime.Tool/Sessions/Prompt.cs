using System.Text;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Sessions;

/// <summary>Asks the person at the terminal. Questions go to standard error: standard output is for results.</summary>
internal static class Prompt
{
    private const int MaxLength = 64 * 1024;

    /// <returns>The line; null where there is none.</returns>
    public static async Task<string?> AskAsync(ToolHost host, string question, CancellationToken cancellationToken)
    {
        await using var output = TextOutput.Open(host.Error);
        await output.WriteAsync(question.AsMemory(), cancellationToken);
        return await ReadLineAsync(host.Input, cancellationToken);
    }

    /// <summary>As <see cref="AskAsync"/>, and what is typed is not shown.</summary>
    public static async Task<string?> AskSecretAsync(ToolHost host, string question, CancellationToken cancellationToken)
    {
        using var hidden = host.HideInput();
        var answer = await AskAsync(host, question, cancellationToken);

        // The line's end was not shown either.
        await using var output = TextOutput.Open(host.Error);
        await output.WriteLineAsync();
        return answer;
    }

    /// <summary>Reads a line, and not a byte more.</summary>
    public static async Task<string?> ReadLineAsync(Stream input, CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        var one = new byte[1];

        // A read of a terminal cannot be cancelled: it is left alone.
        while (await input.ReadAsync(one, CancellationToken.None).AsTask().WaitAsync(cancellationToken) > 0 && one[0] != '\n')
        {
            line.Add(line.Count < MaxLength ? one[0] : throw new ToolException("the answer is too long."));
        }

        return line.Count == 0 && one[0] != '\n' ? null : Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
    }
}
