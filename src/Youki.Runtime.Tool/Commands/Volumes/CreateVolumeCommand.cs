using System.CommandLine;
using Youki.Runtime.Tool.Output;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tool.Commands.Volumes;

/// <summary><c>volume create</c>: makes a volume.</summary>
internal static class CreateVolumeCommand
{
    public static Command Create(CommandRunner runner)
    {
        var name = new Argument<string?>("name") { HelpName = "NAME", Description = "Its name; without one it gets a random one", Arity = ArgumentArity.ZeroOrOne };
        var driver = Opt.Text("--driver", "-d", "DRIVER", "Who keeps it; default local");
        var options = Opt.Many("--opt", "-o", "KEY=VALUE", "The driver's options; of local: type, device and o, as of mount; may be repeated");
        var labels = Opt.Many("--label", null, "KEY[=VALUE]", "A mark to filter by; may be repeated");
        var command = new ToolCommand("create", "Make a volume, and print its name. One that is there already stays as it is.")
        {
            Examples = ["youkictl volume create data", "youkictl volume create -o type=tmpfs -o device=tmpfs -o o=size=64m scratch"],
        };
        command.Add(name);
        command.AddGroup("Options", driver, options, labels);
        command.SetAction((parse, _) =>
        {
            var wanted = new VolumeOptions
            {
                Name = parse.GetValue(name),
                Driver = parse.GetValue(driver),
                DriverOptions = Map(parse.GetValue(options)!),
                Labels = Map(parse.GetValue(labels)!),
            };
            return runner.RunAsync(parse, async (session, cancellationToken) =>
            {
                var volume = await session.Volumes.CreateVolumeAsync(wanted, cancellationToken);
                if (session.Settings.Json)
                {
                    JsonOutput.Write(session.Out, volume, ToolJson.Default.VolumeInfo);
                }
                else
                {
                    session.Out.WriteLine(volume.Name);
                }

                return ExitCodes.Success;
            });
        });
        return command;
    }

    private static Dictionary<string, string>? Map(string[] pairs) => pairs.Length == 0 ? null : pairs.Select(LabelText.Parse).DistinctBy(pair => pair.Key).ToDictionary();
}
