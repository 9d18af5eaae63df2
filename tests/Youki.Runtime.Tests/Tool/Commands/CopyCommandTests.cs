using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class CopyCommandTests
{
    private readonly ToolHarness _tool = new();

    [Theory]
    [InlineData("web:/etc/passwd", "out", "from /etc/passwd to /home/me/out")]
    [InlineData("web:/etc/.", ".", "from /etc/. to /home/me/.")]
    [InlineData("web:etc", "/srv/a:b", "from etc to /srv/a:b")]
    [InlineData("./a:b", "web:/tmp/", "to /tmp/ from /home/me/a:b")]
    [InlineData("site/.", "web:/srv", "to /srv from /home/me/site/.")]
    [InlineData("../x/", "web:/srv", "to /srv from /home/x/")]
    public async Task Cp_copies_between_a_container_and_the_host(string source, string destination, string call)
    {
        var web = _tool.Runtime.Add("web");

        var outcome = await _tool.RunAsync("cp", source, destination);

        outcome.Should().Be(new ToolOutcome(0, "Copied 1 file, 5B\n", ""));
        web.Calls.Should().Equal(call);
    }

    [Fact]
    public async Task Cp_to_a_dash_writes_the_tar_alone()
    {
        _tool.Runtime.Add("web");

        (await _tool.RunAsync("cp", "web:/etc", "-")).Should().Be(new ToolOutcome(0, "tar of /etc", ""));
    }

    [Fact]
    public async Task Cp_of_a_tar_to_a_terminal_is_refused()
    {
        _tool.Runtime.Add("web");
        _tool.OutputIsTerminal = true;

        (await _tool.RunAsync("cp", "web:/etc", "-")).ExitCode.Should().Be(2);
    }

    [Fact]
    public async Task Cp_from_a_dash_reads_standard_input()
    {
        var web = _tool.Runtime.Add("web");
        _tool.Input = "a tar"u8.ToArray();

        await _tool.RunAsync("cp", "-aL", "-", "web:/srv");

        web.Calls.Should().Equal("to /srv from stream of 'a tar' -a -L");
    }

    [Fact]
    public async Task Cp_says_what_was_left_out()
    {
        _tool.Runtime.Add("web");
        _tool.Runtime.Copied = new CopyResult(2, 3_000_000, ["'dev/x' is a device node, which is not copied."]);

        (await _tool.RunAsync("cp", "web:/dev", ".")).Should().Be(new ToolOutcome(0, "Copied 2 files, 3MB\n", "youkictl: 'dev/x' is a device node, which is not copied.\n"));
    }

    [Theory]
    [InlineData("a", "b", "CONTAINER:PATH")]
    [InlineData("web:/a", "web:/b", "between containers")]
    [InlineData("web:", "b", "not understood")]
    [InlineData("-", "-", "CONTAINER:PATH")]
    public async Task Cp_of_what_makes_no_sense_is_refused(string source, string destination, string reason)
    {
        _tool.Runtime.Add("web");

        var outcome = await _tool.RunAsync("cp", source, destination);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain(reason);
    }
}
