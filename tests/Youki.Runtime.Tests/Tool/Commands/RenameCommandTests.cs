using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class RenameCommandTests
{
    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Rename_gives_a_new_name()
    {
        var web = _tool.Runtime.Add("web");

        (await _tool.RunAsync("rename", "web", "old")).Should().Be(new ToolOutcome(0, "", ""));

        web.Status.Name.Should().Be("old");
    }

    [Fact]
    public async Task Rename_to_a_name_that_another_has_is_refused()
    {
        var web = _tool.Runtime.Add("web");
        _tool.Runtime.Add("old");

        var outcome = await _tool.RunAsync("rename", "web", "old");

        outcome.ExitCode.Should().Be(1);
        outcome.Error.Should().Contain("is taken");
        web.Status.Name.Should().Be("web");
    }
}
