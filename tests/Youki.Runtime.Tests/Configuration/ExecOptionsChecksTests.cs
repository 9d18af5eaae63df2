using Youki.Runtime.Configuration;

namespace Youki.Runtime.Tests.Configuration;

public sealed class ExecOptionsChecksTests
{
    private static readonly ContainerId Id = ContainerId.Parse("c");

    [Fact]
    public void Check_good_options_passes() => ExecOptionsChecks.Check(
        Id,
        new ExecOptions { Command = ["ls"], User = "a:b", WorkingDirectory = "/tmp", Terminal = true, TerminalSize = new(80, 24), Timeout = TimeSpan.FromSeconds(1), OutputLimit = 0, OpenStdin = true },
        detached: false);

    [Fact]
    public void Check_reports_all_errors_at_once()
    {
        var options = new ExecOptions
        {
            Command = [],
            EnvVars = new Dictionary<string, string> { ["a=b"] = "c" },
            WorkingDirectory = "tmp",
            User = "a b",
            TerminalSize = new(80, 24),
            Timeout = TimeSpan.Zero,
            OutputLimit = -1,
            OpenStdin = true,
        };

        FluentActions.Invoking(() => ExecOptionsChecks.Check(Id, options, detached: true)).Should().Throw<ContainerConfigException>()
            .Which.Errors.Select(error => error.Split(':', '[')[0])
            .Should().BeEquivalentTo("Command", "EnvVars", "WorkingDirectory", "User", "OpenStdin", "TerminalSize", "Timeout", "OutputLimit");
    }

    [Fact]
    public void Check_terminal_size_out_of_range_throws() =>
        FluentActions.Invoking(() => ExecOptionsChecks.Check(Id, new ExecOptions { Command = ["ls"], Terminal = true, TerminalSize = new(0, 24) }, detached: false)).Should().Throw<ContainerConfigException>();
}
