using System.CommandLine;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>diff</c>: tells what a container has changed of its image's files.</summary>
internal static class DiffCommand
{
    public static Command Create(CommandRunner runner)
    {
        var container = Opt.Container();
        var command = new ToolCommand("diff", "List the files that a container has added (A), changed (C) and deleted (D).")
        {
            Group = CommandGroups.See,
            Examples = ["youkictl diff web", "youkictl diff --format json web | jq '.[] | select(.kind == \"deleted\").path'"],
        };
        command.Add(container);
        command.SetAction((parse, _) => runner.RunAsync(parse, async (session, cancellationToken) =>
        {
            var status = await session.Finder.FindAsync(parse.GetRequiredValue(container), cancellationToken);
            var changes = await session.Images.DiffContainerAsync(status.Id, cancellationToken);
            if (session.Settings.Json)
            {
                JsonOutput.Write(session.Out, changes, ToolJson.Default.IReadOnlyListFileChange);
            }

            foreach (var change in session.Settings.Json ? [] : changes)
            {
                session.Out.WriteLine($"{LetterOf(change.Kind)} {TerminalText.Clean(change.Path)}");
            }

            return ExitCodes.Success;
        }));
        return command;
    }

    private static char LetterOf(FileChangeKind kind) => kind switch
    {
        FileChangeKind.Added => 'A',
        FileChangeKind.Deleted => 'D',
        _ => 'C',
    };
}
