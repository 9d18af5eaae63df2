using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Processes;

/// <summary>The group "exec_env" of youki's contract suite, for the first process.</summary>
public sealed class EnvironmentTests
{
    private const string SearchPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Environment_nothing_asked_for_is_the_default_alone(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var environment = await RunAsync(node, TestNode.Config("/bin/cat", "/proc/self/environ") with { Hostname = "web" });

        environment.Should().BeEquivalentTo(SearchPath, "HOME=/root", "HOSTNAME=web");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Environment_values_arrive_byte_for_byte(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var variables = new Dictionary<string, string>
        {
            ["EMPTY"] = "",
            ["LINES"] = "one\ntwo\n\nfour\n",
            ["EQUALS"] = "a=b=c=",
            ["SHELL_TEXT"] = "$(touch /pwned) `id` $HOME \"'\\",
            ["UNICODE"] = "grün \u2603 \U0001F433",
            ["with.dots-and spaces"] = " leading and trailing ",
            ["CONTROL"] = "\u0001\t\r\u001b[0m\u007f",
        };

        var environment = await RunAsync(node, TestNode.Config("/bin/cat", "/proc/self/environ") with { EnvVars = variables });

        environment.Should().Contain(variables.Select(variable => $"{variable.Key}={variable.Value}"));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Environment_asked_for_replaces_the_default(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var variables = new Dictionary<string, string> { ["PATH"] = "/bin", ["HOME"] = "/tmp", ["HOSTNAME"] = "other" };

        var environment = await RunAsync(node, TestNode.Config("/bin/cat", "/proc/self/environ") with { EnvVars = variables });

        environment.Should().BeEquivalentTo("PATH=/bin", "HOME=/tmp", "HOSTNAME=other");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Environment_of_a_user_has_the_home_of_the_image(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var named = await RunAsync(node, TestNode.Config("/bin/cat", "/proc/self/environ") with { User = "web" });
        var numbered = await RunAsync(node, TestNode.Config("/bin/cat", "/proc/self/environ") with { User = "4242" });

        named.Should().Contain("HOME=/home/web");
        numbered.Should().Contain("HOME=/");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Environment_path_finds_the_program(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (exit, output, _) = await node.RunAsync(TestNode.Config("echo", "found") with { EnvVars = new Dictionary<string, string> { ["PATH"] = "/nowhere:/bin" } });

        exit.ExitCode.Should().Be(0);
        output.Should().Be("found\n");
    }

    private static async Task<string[]> RunAsync(TestNode node, ContainerConfig config)
    {
        var (exit, output, error) = await node.RunAsync(config);
        exit.ExitCode.Should().Be(0, error);
        return output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }
}
