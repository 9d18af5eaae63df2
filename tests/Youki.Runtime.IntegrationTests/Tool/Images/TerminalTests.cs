using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Tool.Images;

public sealed class TerminalTests
{
    private const string ShowCursor = "\u001b[?25h";

    [Fact]
    public async Task Pull_on_a_terminal_draws_bars_and_shows_the_cursor_again()
    {
        await using var node = await ToolNode.OpenAsync();
        var image = ToolRegistry.Greeter();
        var layout = new LayoutBuilder().Add("greeter", image).WriteTo(node.Node.At("layout"));
        using var terminal = node.StartOnTerminal("pull", layout);

        var exitCode = await terminal.EndAsync();

        exitCode.Should().Be(0);
        terminal.Shown.Should().Contain("━").And.EndWith($"{ShowCursor}{image.Id}\r\n");
        image.Layers.Should().AllSatisfy(layer => terminal.Shown.Should().Contain(layer.Digest.Hex[..12]));
    }

    [Fact]
    public async Task Login_on_a_terminal_shows_no_password()
    {
        await using var node = await ToolNode.OpenAsync();
        using var terminal = node.StartOnTerminal("login", "127.0.0.1:1");

        await terminal.SeesAsync("User for 127.0.0.1:1: ");
        await terminal.TypeAsync("ada\n");
        await terminal.SeesAsync("Password: ");
        await terminal.TypeAsync("s3cret\n");
        var exitCode = await terminal.EndAsync();

        exitCode.Should().Be(1);
        terminal.Shown.Should().StartWith("User for 127.0.0.1:1: ada\r\nPassword: \r\nyoukictl: ").And.NotContain("s3cret");
    }

    [Fact]
    public async Task Login_given_up_at_the_password_ends_with_130()
    {
        await using var node = await ToolNode.OpenAsync();
        using var terminal = node.StartOnTerminal("login", "-u", "ada", "127.0.0.1:1");

        await terminal.SeesAsync("Password: ");
        await terminal.TypeAsync("\u0003");

        (await terminal.EndAsync()).Should().Be(130);
    }

    [Fact]
    public async Task System_prune_says_what_goes_and_heeds_the_answer()
    {
        await using var node = await ToolNode.OpenAsync();
        var layout = new LayoutBuilder().Add("greeter", ToolRegistry.Greeter()).WriteTo(node.Node.At("layout"));
        await node.RunAsync("run", "-q", "--name", "ended", layout);

        foreach (var (answer, left) in new[] { ("n\n", 1), ("y\n", 0) })
        {
            using var terminal = node.StartOnTerminal("system", "prune", "-a");
            await terminal.SeesAsync("Go on? [y/N] ");
            await terminal.TypeAsync(answer);
            await terminal.EndAsync();

            terminal.Shown.Should().MatchRegex("containers that have ended: 1 .*: ended\r\n +images that no container uses: 1 ");
            (await node.Node.Runtime.ListContainersAsync(node.Node.Id, cancellationToken: TestNode.Token)).Should().HaveCount(left);
        }
    }

    [Fact]
    public async Task Archive_to_a_terminal_is_refused()
    {
        await using var node = await ToolNode.OpenAsync();
        using var terminal = node.StartOnTerminal("save", "greeter:1");

        (await terminal.EndAsync()).Should().Be(2);
        terminal.Shown.Should().Contain("-o");
    }
}
