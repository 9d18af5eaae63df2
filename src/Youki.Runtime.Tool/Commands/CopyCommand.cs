using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>cp</c>: copies files into and out of a container.</summary>
internal static class CopyCommand
{
    public static Command Create(CommandRunner runner)
    {
        var source = new Argument<string>("source") { HelpName = "SOURCE", Description = "CONTAINER:PATH, a path of this host, or - for a tar from standard input" };
        var destination = new Argument<string>("destination") { HelpName = "DESTINATION", Description = "The same; - writes a tar to standard output" };
        var archive = Opt.Flag("--archive", "-a", "Keep owners, setuid bits and extended attributes");
        var follow = Opt.Flag("--follow-link", "-L", "Follow a link that SOURCE names");
        var quiet = Opt.Flag("--quiet", "-q", "Do not say how much was copied");
        var command = new ToolCommand("cp", "Copy files into or out of a container, running or not.")
        {
            Group = CommandGroups.See,
            Examples =
            [
                "youkictl cp web:/etc/nginx.conf .           a file into a directory",
                "youkictl cp ./site/. web:/srv/www           what is in a directory",
                "youkictl cp web:/var/log - | tar -tv        as a tar",
                "tar -C site -c . | youkictl cp - web:/srv",
            ],
        };
        command.Add(source);
        command.Add(destination);
        command.AddGroup("Options", archive, follow, quiet);
        command.SetAction((parse, _) => runner.RunAsync(parse, async (session, cancellationToken) =>
        {
            var options = new CopyOptions { Archive = parse.GetValue(archive), FollowLink = parse.GetValue(follow) };
            var (from, to) = (CopyOperand.Parse(parse.GetRequiredValue(source)), CopyOperand.Parse(parse.GetRequiredValue(destination)));
            var result = await CopyAsync(session, from, to, options, cancellationToken);
            Report(session, result, parse.GetValue(quiet) || to.IsStandard);
            return ExitCodes.Success;
        }));
        return command;
    }

    private static async Task<CopyResult> CopyAsync(ToolSession session, CopyOperand from, CopyOperand to, CopyOptions options, CancellationToken cancellationToken)
    {
        if (from.Container is null == to.Container is null)
        {
            throw new UsageException(from.Container is null
                ? "one of the two is in a container: give it as CONTAINER:PATH."
                : "files are not copied between containers: 'youkictl cp ONE:PATH - | youkictl cp - OTHER:PATH' does it.");
        }

        var container = await session.Finder.FindAsync((from.Container ?? to.Container)!, cancellationToken);
        return to.Container is null
            ? await CopyFromAsync(session, container.Id, from.Path, to, options, cancellationToken)
            : await CopyToAsync(session, container.Id, to.Path, from, options, cancellationToken);
    }

    private static async Task<CopyResult> CopyFromAsync(
        ToolSession session, ContainerId id, string path, CopyOperand to, CopyOptions options, CancellationToken cancellationToken)
    {
        if (!to.IsStandard)
        {
            return await session.Execution.CopyFromContainerAsync(id, path, to.LocalPath(session.Host.CurrentDirectory), options, cancellationToken);
        }

        var result = new CopyResult(0, 0, []);
        await ArchiveOutput.WriteAsync(session.Host, null, async stream => result = await session.Execution.CopyFromContainerAsync(id, path, stream, options, cancellationToken));
        return result;
    }

    private static Task<CopyResult> CopyToAsync(ToolSession session, ContainerId id, string path, CopyOperand from, CopyOptions options, CancellationToken cancellationToken)
    {
        if (!from.IsStandard)
        {
            return session.Execution.CopyToContainerAsync(id, path, from.LocalPath(session.Host.CurrentDirectory), options, cancellationToken);
        }

        return session.Host.InputIsTerminal
            ? throw new UsageException("no archive is given: send one to standard input.")
            : session.Execution.CopyToContainerAsync(id, path, session.Host.Input, options, cancellationToken);
    }

    private static void Report(ToolSession session, CopyResult result, bool quiet)
    {
        foreach (var sentence in result.Skipped)
        {
            session.Warn(sentence);
        }

        if (quiet)
        {
            return;
        }

        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, result, ToolJson.Default.CopyResult);
        }
        else
        {
            session.Out.WriteLine($"Copied {result.Entries} {(result.Entries == 1 ? "file" : "files")}, {HumanSize.Of(result.Bytes)}");
        }
    }
}
