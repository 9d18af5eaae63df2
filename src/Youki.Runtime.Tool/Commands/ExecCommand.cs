using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands;

/// <summary><c>exec</c>: runs a command in a container.</summary>
internal sealed class ExecCommand
{
    private readonly Argument<string> _container = Opt.Container();
    private readonly Argument<string[]> _words = new("command") { HelpName = "CMD", Description = "What to run, with its arguments", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _detach = Opt.Flag("--detach", "-d", "Return at once and print the command's id; its output is dropped");
    private readonly Option<bool> _interactive = Opt.Flag("--interactive", "-i", "Pass standard input on");
    private readonly Option<bool> _terminal = Opt.Flag("--tty", "-t", "Give it a terminal");
    private readonly Option<string[]> _environment = Opt.Many("--env", "-e", "NAME[=VALUE]", "Set a variable, or pass the host's on; may be repeated");
    private readonly Option<string[]> _environmentFiles = Opt.Many("--env-file", null, "FILE", "Set the variables of a file's lines; may be repeated");
    private readonly Option<string?> _workingDirectory = Opt.Text("--workdir", "-w", "DIR", "The directory in the container to start in");
    private readonly Option<string?> _user = Opt.Text("--user", "-u", "USER[:GROUP]", "Who it runs as, by names or numbers");
    private readonly Option<bool> _privileged = Opt.Flag("--privileged", null, "All capabilities that this host can give");
    private readonly Option<TimeSpan?> _timeout = Opt.Parsed("--timeout", null, "TIME", "Kill it after so long, with all that it has started, such as 10 or 1m", Duration.Parse);
    private readonly Option<bool> _withoutSeccomp = Opt.Flag("--allow-without-seccomp", null, "Also where the container's own seccomp profile cannot be applied to it");

    public static Command Create(CommandRunner runner) => new ExecCommand().Build(runner);

    private ToolCommand Build(CommandRunner runner)
    {
        var command = new ToolCommand("exec", "Run a command in a running container.")
        {
            Group = CommandGroups.Run,
            OptionsFirst = true,
            ExitStatus =
            [
                "the command's own; else",
                "124   --timeout had passed",
                "125   the tool or the runtime failed, or nobody saw how the command ended",
                "126   the command cannot be executed",
                "127   the command was not found",
                "  2   this command line cannot be understood",
            ],
            Examples =
            [
                "youkictl exec web cat /etc/hostname",
                "youkictl exec -it web sh",
                "tar c . | youkictl exec -i web tar x -C /srv",
                "youkictl exec -d -u daemon -e MODE=fast web /bin/job",
            ],
        };
        command.Add(_container);
        command.Add(_words);
        command.AddGroup("Options", _detach, _interactive, _terminal, _timeout);
        command.AddGroup("The process", _environment, _environmentFiles, _workingDirectory, _user, _privileged, _withoutSeccomp);
        command.SetAction((parse, _) =>
        {
            var options = Read(parse, runner.Host);
            return runner.RunAsync(parse, ExitCodes.OfRun, (session, cancellationToken) => RunAsync(session, parse, options, cancellationToken));
        });
        return command;
    }

    private async Task<int> RunAsync(ToolSession session, ParseResult parse, ExecOptions options, CancellationToken cancellationToken)
    {
        var status = await session.Finder.FindAsync(parse.GetRequiredValue(_container), cancellationToken);
        if (!parse.GetValue(_detach))
        {
            return await new ExecRun(session, status.Id, options).RunAsync(cancellationToken);
        }

        var id = await session.Execution.StartDetachedExecAsync(status.Id, options, cancellationToken);
        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, new CreatedResult { Id = id.Value }, ToolJson.Default.CreatedResult);
        }
        else
        {
            session.Out.WriteLine(id);
        }

        return ExitCodes.Success;
    }

    /// <exception cref="UsageException">A value cannot be understood.</exception>
    private ExecOptions Read(ParseResult parse, ToolHost host)
    {
        var (detach, input, terminal) = (parse.GetValue(_detach), parse.GetValue(_interactive), parse.GetValue(_terminal));
        if (input && terminal && !detach && !host.InputIsTerminal)
        {
            throw new UsageException("the command's terminal is to be typed at, and standard input is no terminal. Leave -t out to pass standard input on.", "youkictl exec");
        }

        var variables = new Dictionary<string, string>();
        foreach (var (name, value) in parse.GetValue(_environmentFiles)!.SelectMany(file => EnvironmentFile.Read(Path.GetFullPath(file, host.CurrentDirectory), host.EnvironmentVariable))
            .Concat(parse.GetValue(_environment)!.Select(text => EnvironmentVariable.Read(text, host.EnvironmentVariable)).OfType<KeyValuePair<string, string>>()))
        {
            variables[name] = value;
        }

        return new ExecOptions
        {
            Command = parse.GetValue(_words)!,
            EnvVars = variables.Count == 0 ? null : variables,
            WorkingDirectory = parse.GetValue(_workingDirectory),
            User = parse.GetValue(_user),
            Privileged = parse.GetValue(_privileged) ? true : null,
            Terminal = terminal ? true : null,
            TerminalSize = terminal && !detach ? host.Terminal.Size : null,

            // As docker: nobody is there to type at a detached command.
            OpenStdin = input && !detach ? true : null,
            Timeout = parse.GetValue(_timeout),
            AllowWithoutSeccomp = parse.GetValue(_withoutSeccomp) ? true : null,
        };
    }
}
