using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Tool;

public sealed class ExecTests
{
    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Exec_is_a_command_like_any_other(string flavor)
    {
        await using var node = await ToolNode.OpenAsync(flavor);
        await node.Node.CreateAsync(TestNode.Config("/bin/sleep", "100000"), id: "web");

        var plain = await node.RunAsync("exec", "-e", "A=1 2", "-w", "/tmp", "-u", "web", "web", "sh", "-c", "echo $A; pwd; id -u; echo oops >&2; exit 3");
        var piped = await node.RunAsync("piped\n"u8.ToArray(), "exec", "-i", "web", "cat");
        var missing = await node.RunAsync("exec", "web", "nosuch");
        var late = await node.RunAsync("exec", "--timeout", "1", "web", "sleep", "1000");
        var detached = await node.RunAsync("exec", "-d", "web", "true");

        plain.All.Should().Be((3, "1 2\n/tmp\n1000\n", "oops\n"));
        piped.All.Should().Be((0, "piped\n", ""));
        missing.ExitCode.Should().Be(127);
        missing.Error.Should().StartWith("youkictl: ").And.Contain("nosuch");
        late.ExitCode.Should().Be(124);
        detached.ExitCode.Should().Be(0);
        ExecId.TryParse(detached.Output.Trim(), out _).Should().BeTrue();
    }
}
