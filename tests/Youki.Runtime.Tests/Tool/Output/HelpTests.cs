using System.Text;
using Youki.Runtime.Tests.Support;
using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Output;

public sealed class HelpTests
{
    private static readonly string[] Commands =
    [
        "", "run", "create", "start", "stop", "kill", "wait", "rm", "ps", "attach", "logs", "inspect", "diff", "export",
        "images", "pull", "push", "tag", "rmi", "commit", "load", "save", "login", "logout", "image", "image inspect", "image verify", "image prune", "image import", "image export",
        "container", "container prune", "system", "system df", "system prune", "info",
    ];

    /// <summary>What people read, to be looked at as a whole when it changes.</summary>
    [Fact]
    public async Task Help_of_all_commands_is_as_approved()
    {
        var tool = new ToolHarness();
        var all = new StringBuilder();
        foreach (var command in Commands)
        {
            var line = $"{command} --help".Trim();
            var outcome = await tool.RunAsync(line.Split(' '));
            outcome.ExitCode.Should().Be(0);
            all.Append("$ youkictl ").Append(line).Append('\n').Append(outcome.Output).Append('\n');
        }

        Golden.Check(all.ToString(), "help.txt");
    }

    [Theory]
    [InlineData("run -h")]
    [InlineData("help run")]
    [InlineData("run --name x --help img")]
    public async Task Help_is_found_in_every_way(string line)
    {
        var outcome = await new ToolHarness().RunAsync(line.Split(' '));

        outcome.ExitCode.Should().Be(0);
        outcome.Output.Should().Contain("Usage: youkictl run [OPTIONS] IMAGE [CMD...]");
    }

    [Fact]
    public async Task Version_is_printed() => (await new ToolHarness().RunAsync("--version")).Output.Should().MatchRegex(@"^youkictl \d+\.\d+\.\d+\n$");
}
