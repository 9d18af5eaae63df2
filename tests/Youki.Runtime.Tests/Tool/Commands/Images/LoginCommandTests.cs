using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands.Images;

public sealed class LoginCommandTests
{
    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Login_reads_the_password_from_standard_input()
    {
        _tool.Input = "s3cret\n"u8.ToArray();

        var outcome = await _tool.RunAsync("login", "-u", "me", "--password-stdin", "reg.example:5000");

        outcome.Should().Be(new ToolOutcome(0, "Login to reg.example:5000 succeeded. The credentials are kept in /root/.docker/config.json.\n", string.Empty));
        _tool.Images.Credentials.Should().Be(new RegistryCredentials { UserName = "me", Password = "s3cret" });
    }

    [Fact]
    public async Task Login_asks_at_a_terminal_and_hides_the_password()
    {
        _tool.InputIsTerminal = true;
        _tool.Input = "me\ns3 cret \n"u8.ToArray();

        var outcome = await _tool.RunAsync("login");

        outcome.Error.Should().Be("User for docker.io: Password: \n");
        _tool.InputWasHidden.Should().BeTrue();
        _tool.Images.Credentials.Should().Be(new RegistryCredentials { UserName = "me", Password = "s3 cret " });
    }

    [Fact]
    public async Task Login_password_on_the_command_line_is_warned_of()
    {
        var outcome = await _tool.RunAsync("login", "-u", "me", "-p", "s3cret", "reg.example");

        outcome.ExitCode.Should().Be(0);
        outcome.Error.Should().Contain("--password-stdin").And.NotContain("s3cret");
    }

    [Theory]
    [InlineData("login reg.example")]
    [InlineData("login -u me reg.example")]
    [InlineData("login --password-stdin reg.example")]
    [InlineData("login -u me -p x --password-stdin reg.example")]
    [InlineData("login -u me -p x http://reg.example")]
    [InlineData("login -u me -p x reg.example/team")]
    public async Task Login_that_lacks_something_is_a_usage_error(string line)
    {
        var outcome = await _tool.RunAsync(line.Split(' '));

        outcome.ExitCode.Should().Be(2);
        _tool.Images.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData("https://index.docker.io/v1/", "docker.io")]
    [InlineData("index.docker.io", "docker.io")]
    [InlineData("https://reg.example/", "reg.example")]
    [InlineData("localhost", "localhost")]
    [InlineData("REG.example:443", "reg.example:443")]
    public async Task Login_registry_is_understood_in_all_spellings(string typed, string expected)
    {
        await _tool.RunAsync("login", "-u", "me", "-p", "x", typed);

        _tool.Images.Calls.Should().Equal($"login {expected}");
    }

    [Fact]
    public async Task Login_refused_by_the_registry_is_one_line()
    {
        _tool.Images.Failure = new RegistryException("reg.example", "reg.example", "Registry reg.example does not take this user.", System.Net.HttpStatusCode.Unauthorized);

        var outcome = await _tool.RunAsync("login", "-u", "me", "-p", "x", "reg.example");

        outcome.ExitCode.Should().Be(1);
        outcome.Error.Should().EndWith("youkictl: Registry reg.example does not take this user.\n");
    }

    [Theory]
    [InlineData(true, "The credentials of reg.example are forgotten.\n")]
    [InlineData(false, "There are no credentials of reg.example.\n")]
    public async Task Logout_tells_whether_there_were_any(bool there, string expected)
    {
        _tool.Images.IsLoggedIn = there;

        (await _tool.RunAsync("logout", "reg.example")).Should().Be(new ToolOutcome(0, expected, string.Empty));
    }
}
