using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands.Images;

/// <summary><c>logout</c>: forgets the credentials of a registry.</summary>
internal static class LogoutCommand
{
    public static Command Create(CommandRunner runner)
    {
        var registry = ImageOpt.Registry();
        var command = new ToolCommand("logout", "Forget the credentials of a registry.")
        {
            Group = CommandGroups.Images,
            Examples = ["youkictl logout registry.example"],
        };
        command.Add(registry);
        command.SetAction((parse, _) =>
        {
            var host = RegistryText.Parse(parse.GetValue(registry) ?? ImageReference.DefaultRegistry);
            return runner.RunAsync(parse, async (session, cancellationToken) =>
            {
                var wasThere = await session.Accounts.LogoutAsync(host, cancellationToken);
                if (session.Settings.Json)
                {
                    JsonOutput.Write(session.Out, new LoginResult { Registry = host, Removed = wasThere }, ToolJson.Default.LoginResult);
                }
                else
                {
                    session.Out.WriteLine(wasThere ? $"The credentials of {host} are forgotten." : $"There are no credentials of {host}.");
                }

                return ExitCodes.Success;
            });
        });
        return command;
    }
}
