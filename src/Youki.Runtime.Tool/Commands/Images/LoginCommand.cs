using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;
using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Commands.Images;

/// <summary><c>login</c>: keeps the credentials for a registry.</summary>
internal static class LoginCommand
{
    public static Command Create(CommandRunner runner)
    {
        var registry = ImageOpt.Registry();
        var user = Opt.Text("--username", "-u", "NAME", "The user");
        var password = Opt.Text("--password", "-p", "TEXT", "The password; all users of this host can see it, so rather use the next");
        var fromInput = Opt.Flag("--password-stdin", null, "Read the password from standard input");
        var command = new ToolCommand("login", "Check credentials with a registry, and keep them for later pulls and pushes, where docker and podman keep theirs.")
        {
            Group = CommandGroups.Images,
            Examples = ["youkictl login registry.example", "pass registry | youkictl login -u me --password-stdin registry.example"],
        };
        command.Add(registry);
        command.AddGroup("Options", user, password, fromInput);
        command.SetAction((parse, _) =>
        {
            var host = RegistryText.Parse(parse.GetValue(registry) ?? ImageReference.DefaultRegistry);
            var request = new LoginRequest { Registry = host, UserName = parse.GetValue(user), Password = parse.GetValue(password), FromInput = parse.GetValue(fromInput) };
            return runner.RunAsync(parse, (session, cancellationToken) => LoginAsync(session, request, cancellationToken));
        });
        return command;
    }

    private static async Task<int> LoginAsync(ToolSession session, LoginRequest request, CancellationToken cancellationToken)
    {
        var credentials = await LoginPrompt.CredentialsAsync(session, request, cancellationToken);
        var place = await session.Accounts.LoginAsync(request.Registry, credentials, cancellationToken);
        if (session.Settings.Json)
        {
            JsonOutput.Write(session.Out, new LoginResult { Registry = request.Registry, UserName = credentials.UserName, StoredIn = place }, ToolJson.Default.LoginResult);
        }
        else
        {
            session.Out.WriteLine($"Login to {request.Registry} succeeded. The credentials are kept in {TerminalText.Clean(place)}.");
        }

        return ExitCodes.Success;
    }
}
