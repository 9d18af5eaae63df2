using Youki.Runtime.Tests.Tool.Fakes;
using Youki.Runtime.Tool;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class CommandLineNormalizerTests
{
    private readonly ToolHarness _tool = new();

    private ContainerConfig Config => _tool.Runtime.Containers.Single().Config;

    [Theory]
    [InlineData("img sh -c 'x'", "sh|-c|'x'")]
    [InlineData("img --version", "--version")]
    [InlineData("img -d --rm", "-d|--rm")]
    [InlineData("img -- x", "--|x")]
    [InlineData("img x -- y", "x|--|y")]
    [InlineData("img @file [diagram]", "@file|[diagram]")]
    [InlineData("-- img --name x", "--name|x")]
    public async Task Run_words_after_the_image_belong_to_the_command(string line, string expected)
    {
        await _tool.RunAsync(["run", .. line.Split(' ')]);

        string.Join('|', Config.Args!).Should().Be(expected);
        Config.Image.Should().Be("img");
    }

    [Theory]
    [InlineData("-eA=1")]
    [InlineData("-e A=1")]
    [InlineData("-e=A=1")]
    [InlineData("--env A=1")]
    [InlineData("--env=A=1")]
    [InlineData("-ie A=1")]
    [InlineData("-ieA=1")]
    public async Task Run_every_spelling_of_an_option_means_the_same(string line)
    {
        await _tool.RunAsync(["run", .. line.Split(' '), "img"]);

        Config.EnvVars.Should().Equal(new Dictionary<string, string> { ["A"] = "1" });
    }

    [Theory]
    [InlineData("A=-x")]
    [InlineData("A=--rm")]
    [InlineData("A=a:b=c")]
    [InlineData("A=")]
    [InlineData("A=@x")]
    [InlineData("A=\"q\" 'r'")]
    public async Task Run_odd_values_are_kept(string variable)
    {
        await _tool.RunAsync("run", "-e", variable, "img");

        Config.EnvVars!["A"].Should().Be(variable[2..]);
    }

    [Fact]
    public async Task Run_option_value_that_looks_like_an_option_is_a_value()
    {
        await _tool.RunAsync("run", "--name", "-d", "--entrypoint", "--help", "img");

        Config.Name.Should().Be("-d");
        Config.Command.Should().Equal("--help");
    }

    [Fact]
    public async Task Run_option_given_twice_takes_the_last()
    {
        await _tool.RunAsync("run", "--name", "a", "--name=b", "img");

        Config.Name.Should().Be("b");
    }

    [Fact]
    public async Task Run_flag_with_false_is_off()
    {
        await _tool.RunAsync("run", "--rm=false", "false", "true");

        Config.Image.Should().Be("false");
        Config.Args.Should().Equal("true");
        _tool.Runtime.Removed.Should().BeEmpty();
    }

    [Fact]
    public async Task Options_after_operands_count_where_the_command_has_no_command_line()
    {
        _tool.Runtime.Add("web");

        var outcome = await _tool.RunAsync("rm", "web", "-f", "--format", "json");

        outcome.ExitCode.Should().Be(ExitCodes.Success);
        _tool.Runtime.Removed.Should().ContainSingle();
    }

    [Fact]
    public async Task Global_options_are_taken_before_and_after_the_command()
    {
        await _tool.RunAsync("--runtime", "runc", "ps", "--node", "n2");

        _tool.Settings!.Runtime.Should().Be("runc");
        _tool.Settings.Node.Should().Be(NodeId.Parse("n2"));
    }

    [Theory]
    [InlineData("nosuch", "there is no command 'nosuch'")]
    [InlineData("--nosuch", "there is no option '--nosuch'")]
    [InlineData("run", "'youkictl run' needs IMAGE")]
    [InlineData("run --foo img", "there is no option '--foo'")]
    [InlineData("run -dx img", "there is no option '-x' (in '-dx')")]
    [InlineData("run --name", "option '--name' needs a value")]
    [InlineData("run -it img", "no terminal")]
    [InlineData("run --rm=maybe img", "maybe")]
    [InlineData("run --memory 1m img", "at least 6m")]
    [InlineData("run --cpus x img", "--cpus: 'x'")]
    [InlineData("run --stop-signal NOPE img", "'NOPE' is not a signal")]
    [InlineData("run -e =1 img", "'=1' is not an environment variable")]
    [InlineData("run -l =1 img", "'=1' is not a label")]
    [InlineData("run --env-file /no/such img", "'/no/such'")]
    [InlineData("stop", "'youkictl stop' needs CONTAINER")]
    [InlineData("stop -t x web", "'x' is not a time")]
    [InlineData("logs a b", "'youkictl logs' does not take 'b'")]
    [InlineData("info x", "'youkictl info' takes no arguments, not 'x'")]
    [InlineData("ps --filter x=1", "'x=1' is not a filter")]
    [InlineData("ps --filter status=odd", "'odd' is not a state")]
    [InlineData("ps --format yaml", "'yaml' is not a format")]
    [InlineData("ps --node /x", "'/x' is not a name of a node")]
    [InlineData("start -a x y", "give only one")]
    [InlineData("container prune", "give --force")]
    public async Task Usage_error_is_one_line_and_exits_with_2(string line, string expected)
    {
        var outcome = await _tool.RunAsync(line.Split(' '));

        outcome.ExitCode.Should().Be(ExitCodes.Usage);
        outcome.Error.Should().StartWith("youkictl: ").And.Contain(expected).And.EndWith("\n");
        outcome.Error.TrimEnd().Should().NotContain("\n");
        outcome.Output.Should().BeEmpty();
    }
}
