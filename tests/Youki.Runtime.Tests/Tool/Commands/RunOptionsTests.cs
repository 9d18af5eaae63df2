using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class RunOptionsTests : IDisposable
{
    private readonly ToolHarness _tool = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("youkictl-").FullName;

    private FakeContainer Only => _tool.Runtime.Containers.Single();

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Run_interactive_passes_input_on_before_the_start_and_closes_it()
    {
        _tool.Input = [1, 2, 0, 255];

        await _tool.RunAsync("run", "-i", "img");

        (await Only.Input.Closed).Should().Equal(1, 2, 0, 255);
        Only.Calls.Should().Equal("attach", "start");
        Only.Config.OpenStdin.Should().BeTrue();
    }

    [Fact]
    public async Task Run_detached_with_input_keeps_it_open()
    {
        await _tool.RunAsync("run", "-d", "-i", "img");

        Only.Config.StdinOnce.Should().BeFalse();
        Only.Calls.Should().Equal("start");
    }

    [Fact]
    public async Task Run_options_become_the_configuration()
    {
        var file = Path.Combine(_directory, "env");
        await File.WriteAllTextAsync(file, "A=file\nB=file\n", TestContext.Current.CancellationToken);
        _tool.Variables["FROM_HOST"] = "host";

        await _tool.RunAsync(
            "run", "--name", "n", "-e", "A=1", "-e", "FROM_HOST", "-e", "UNSET", "--env-file", file, "-w", "/w", "-u", "1:2", "--entrypoint", "/e", "-l", "a=b", "--label", "c",
            "--cpus", "1.5", "-m", "100m", "--stop-signal", "SIGINT", "--stop-timeout", "90", "--hostname", "h", "dir:rootfs", "x", "y");

        Only.Config.Should().BeEquivalentTo(new ContainerConfig
        {
            Name = "n",
            Image = "dir:/home/me/rootfs",
            Command = ["/e"],
            Args = ["x", "y"],
            EnvVars = new Dictionary<string, string> { ["A"] = "1", ["B"] = "file", ["FROM_HOST"] = "host" },
            WorkingDirectory = "/w",
            User = "1:2",
            Hostname = "h",
            Labels = new Dictionary<string, string> { ["a"] = "b", ["c"] = string.Empty },
            ResourceRequests = new ResourceRequests { CpuCores = 1.5, MemoryMb = 100 },
            StopSignal = Signal.Interrupt,
            StopTimeout = TimeSpan.FromSeconds(90),
        });
    }

    [Fact]
    public async Task Run_without_options_says_nothing()
    {
        await _tool.RunAsync("run", "img");

        Only.Config.Should().BeEquivalentTo(new ContainerConfig { Image = "img" });
    }

    [Theory]
    [InlineData("run img", PullPolicy.IfNotPresent, null)]
    [InlineData("run --pull always --platform linux/arm64 img", PullPolicy.Always, "linux/arm64")]
    [InlineData("create --pull=never img", PullPolicy.Never, null)]
    public async Task Run_says_how_the_image_is_fetched(string line, PullPolicy policy, string? platform)
    {
        await _tool.RunAsync(line.Split(' '));

        Only.Options.Pull!.Policy.Should().Be(policy);
        Only.Options.Pull.Platform?.ToString().Should().Be(platform);
    }

    [Fact]
    public async Task Run_shows_the_fetching_on_standard_error()
    {
        _tool.Runtime.PullProgress.Add(new ImageProgress { Image = "img", Phase = ImagePhase.Resolving });

        (await _tool.RunAsync("run", "img")).Should().Be(new ToolOutcome(0, string.Empty, "img: resolving\n"));
        (await _tool.RunAsync("run", "-q", "img")).Should().Be(new ToolOutcome(0, string.Empty, string.Empty));
    }

    [Fact]
    public async Task Run_words_are_the_arguments_of_the_images_entrypoint()
    {
        await _tool.RunAsync("run", "--read-only", "img", "-x", "y");

        Only.Config.Should().BeEquivalentTo(new ContainerConfig { Image = "img", Args = ["-x", "y"], ReadOnlyRootfs = true });
    }

    [Fact]
    public async Task Run_image_id_becomes_the_images_name()
    {
        var image = _tool.Images.Add("web:1");

        await _tool.RunAsync("run", image.Id.Hex[..12]);

        Only.Config.Image.Should().Be("docker.io/library/web:1");
    }

    [Fact]
    public async Task Run_image_without_a_name_says_how_to_give_it_one()
    {
        var image = _tool.Images.Add();

        var outcome = await _tool.RunAsync("run", image.Id.Value);

        outcome.ExitCode.Should().Be(125);
        outcome.Error.Should().Contain($"youkictl tag {image.Id}");
    }

    [Fact]
    public async Task Run_name_that_looks_like_an_id_is_taken_as_a_name()
    {
        await _tool.RunAsync("run", "cafe");

        Only.Config.Image.Should().Be("cafe");
    }

    [Theory]
    [InlineData("IMG", "valid name")]
    [InlineData("img:", "valid tag")]
    public async Task Run_what_is_no_reference_is_a_usage_error(string image, string expected)
    {
        var outcome = await _tool.RunAsync("run", image);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain(expected);
    }

    [Fact]
    public async Task Run_platform_of_a_directory_is_a_usage_error() => (await _tool.RunAsync("run", "--platform", "linux/arm64", "dir:/r", "sh")).ExitCode.Should().Be(2);

    [Fact]
    public async Task Run_directory_has_no_entrypoint_so_the_words_are_the_command()
    {
        await _tool.RunAsync("run", "dir:/r", "sh", "-c", "x");

        Only.Config.Command.Should().Equal("sh", "-c", "x");
        Only.Config.Args.Should().BeNull();
    }

    [Fact]
    public async Task Run_directory_without_command_is_a_usage_error()
    {
        var outcome = await _tool.RunAsync("run", "dir:/r");

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain("give a CMD");
    }

    [Fact]
    public async Task Run_empty_entrypoint_makes_the_words_the_command()
    {
        await _tool.RunAsync("run", "--entrypoint", "", "img", "sh", "-c", "x");

        Only.Config.Command.Should().Equal("sh", "-c", "x");
        Only.Config.Args.Should().BeNull();
    }

    [Fact]
    public async Task Run_cidfile_holds_the_id()
    {
        var file = Path.Combine(_directory, "cid");

        await _tool.RunAsync("run", "-d", "--cidfile", file, "img");

        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Should().Be(Only.Status.Id.Value);
    }

    [Fact]
    public async Task Run_cidfile_that_exists_is_refused()
    {
        var file = Path.Combine(_directory, "cid");
        await File.WriteAllTextAsync(file, "other", TestContext.Current.CancellationToken);

        var outcome = await _tool.RunAsync("run", "--cidfile", file, "img");

        outcome.ExitCode.Should().Be(125);
        _tool.Runtime.Containers.Should().BeEmpty();
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Should().Be("other");
    }

    [Fact]
    public async Task Run_cidfile_is_gone_where_nothing_was_made()
    {
        var file = Path.Combine(_directory, "cid");
        _tool.Runtime.OnCreate = _ => throw new ImageException("img", "no image");

        await _tool.RunAsync("run", "--cidfile", file, "img");

        File.Exists(file).Should().BeFalse();
    }
}
