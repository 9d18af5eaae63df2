using System.Text;

namespace Youki.Runtime.Execution;

/// <summary>One program to run, with everything that decides how. <see cref="ToString"/> shows no secrets and no environment.</summary>
internal sealed record CommandLine
{
    private const string Hidden = "***";
    private const string Plain = "-_./=:,@+%";

    /// <summary>The program: an absolute path, or a name to be found on <c>PATH</c>.</summary>
    public required string Program { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables on top of the few that every child gets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Positions in <see cref="Arguments"/> whose values are never shown.</summary>
    public IReadOnlySet<int> SecretArguments { get; init; } = new HashSet<int>();

    /// <summary>The directory to run in. Null: this process's own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>What the program reads from its standard input. Empty: nothing, its end at once.</summary>
    public ReadOnlyMemory<byte> StandardInput { get; init; }

    /// <summary>Writes what the program reads from its standard input, until the token says that it has exited. Null: it is <see cref="StandardInput"/>.</summary>
    public Func<Stream, CancellationToken, Task>? Feed { get; init; }

    /// <summary>How long the program may take. Null: as long as it likes.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Bytes that are kept of each output stream; the rest is read, counted and dropped.</summary>
    public int OutputLimit { get; init; } = 1024 * 1024;

    /// <summary>
    /// Whether a cancellation or a passed limit kills the program and its children. False: only the waiting ends; the program goes on,
    /// and <see cref="Abandoned"/> is told.
    /// </summary>
    public bool Interruptible { get; init; } = true;

    /// <summary>Called once when the waiting ended before a program that may not be interrupted: the task ends when the program has.</summary>
    public Action<Task<CommandResult>>? Abandoned { get; init; }

    /// <summary>What the command is called in messages, such as "'youki create' of container web". Null: the program's file name.</summary>
    public string? Title { get; init; }

    /// <summary>The command line for people, on one line: secrets hidden, control characters escaped.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Quote(Program));
        for (var i = 0; i < Arguments.Count; i++)
        {
            text.Append(' ').Append(SecretArguments.Contains(i) ? Hidden : Quote(Arguments[i]));
        }

        return text.ToString();
    }

    private static string Quote(string argument)
    {
        if (argument.Length > 0 && argument.All(character => char.IsAsciiLetterOrDigit(character) || Plain.Contains(character, StringComparison.Ordinal)))
        {
            return argument;
        }

        var text = new StringBuilder("'");
        foreach (var character in argument)
        {
            _ = char.IsControl(character) ? text.Append($"\\x{(int)character:x2}") : text.Append(character == '\'' ? "'\\''" : character.ToString());
        }

        return text.Append('\'').ToString();
    }
}
