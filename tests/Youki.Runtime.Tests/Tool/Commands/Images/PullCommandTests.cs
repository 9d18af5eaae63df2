using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands.Images;

public sealed class PullCommandTests
{
    private static readonly Digest Layer = Digest.Of("layer"u8);

    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Pull_prints_only_the_id_on_standard_output()
    {
        var outcome = await _tool.RunAsync("pull", "alpine:3");

        outcome.Should().Be(new ToolOutcome(0, $"{_tool.Images.Images[0].Id}\n", string.Empty));
        _tool.Images.Calls.Should().Equal("pull docker.io/library/alpine:3");
        _tool.Images.PullOptions!.Policy.Should().Be(PullPolicy.Always);
        _tool.Images.PullOptions.Platform.Should().BeNull();
    }

    [Fact]
    public async Task Pull_options_are_passed_on()
    {
        await _tool.RunAsync("image", "pull", "-q", "--policy=missing", "--platform", "linux/arm/v7", "alpine");

        _tool.Images.PullOptions.Should().Be(new PullOptions { Policy = PullPolicy.IfNotPresent, Platform = ImagePlatform.Parse("linux/arm/v7") });
    }

    [Theory]
    [InlineData("oci:images/web:v1", "oci:/home/me/images/web:v1")]
    [InlineData("docker-archive:web.tar", "docker-archive:/home/me/web.tar")]
    [InlineData("oci-archive:/x/web.tar", "oci-archive:/x/web.tar")]
    public async Task Pull_relative_path_is_made_absolute(string typed, string expected)
    {
        await _tool.RunAsync("pull", typed);

        _tool.Images.Calls.Should().Equal($"pull {expected}");
    }

    [Theory]
    [InlineData("Alpine")]
    [InlineData("alpine:")]
    [InlineData("oci:")]
    [InlineData("--policy=sometimes alpine")]
    [InlineData("--platform=x alpine")]
    public async Task Pull_what_cannot_be_understood_is_a_usage_error(string line)
    {
        var outcome = await _tool.RunAsync(["pull", .. line.Split(' ')]);

        outcome.ExitCode.Should().Be(2);
        _tool.Images.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Pull_json_prints_the_image()
    {
        var outcome = await _tool.RunAsync("pull", "--format=json", "alpine:3");

        outcome.Output.Should().Contain("\"references\": [\n    \"docker.io/library/alpine:3\"\n  ]").And.Contain("\"platform\": \"linux/amd64\"");
    }

    [Fact]
    public async Task Pull_tells_each_step_once_in_plain_lines()
    {
        Reports(ImagePhase.Resolving, layer: null);
        Reports(ImagePhase.Downloading, 0, 3_400_000);
        Reports(ImagePhase.Downloading, 1_000_000, 3_400_000);
        Reports(ImagePhase.Complete, 3_400_000, 3_400_000);

        var outcome = await _tool.RunAsync("pull", "alpine:3");

        outcome.Error.Should().Be($"alpine:3: resolving\n{Layer.Hex[..12]}: pulling 3.4MB\n{Layer.Hex[..12]}: done\n");
    }

    [Fact]
    public async Task Pull_of_what_is_there_says_nothing()
    {
        Reports(ImagePhase.AlreadyExists, layer: null);

        (await _tool.RunAsync("pull", "alpine:3")).Error.Should().BeEmpty();
    }

    [Fact]
    public async Task Pull_on_a_terminal_shows_bars()
    {
        _tool.ErrorIsTerminal = true;
        _tool.Variables["TERM"] = "xterm";
        Reports(ImagePhase.Downloading, 1_000_000, 3_400_000);
        Reports(ImagePhase.Complete, 3_400_000, 3_400_000);

        var outcome = await _tool.RunAsync("pull", "alpine:3");

        outcome.Error.Should().Contain(Layer.Hex[..12]).And.Contain("done").And.Contain("3.4MB").And.Contain("\u001b[?25h", "the cursor is shown again");
        outcome.Output.Should().Be($"{_tool.Images.Images[0].Id}\n");
    }

    [Fact]
    public async Task Pull_shows_no_control_characters_of_names()
    {
        _tool.Images.Progress.Add(new ImageProgress { Image = "a\u001b[2Jb", Phase = ImagePhase.Resolving });

        (await _tool.RunAsync("pull", "alpine:3")).Error.Should().NotContain("\u001b").And.Contain("\\u001b");
    }

    [Fact]
    public async Task Pull_interrupted_ends_with_130()
    {
        _tool.Images.OnPull = cancellationToken =>
        {
            _tool.Signals.Send(Signal.Interrupt).Should().BeTrue();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        };

        var outcome = await _tool.RunAsync("pull", "alpine:3");

        outcome.Should().Be(new ToolOutcome(130, string.Empty, string.Empty));
    }

    [Fact]
    public async Task Pull_without_a_secure_connection_says_which_options_there_are()
    {
        _tool.Images.Failure = new RegistryException(
            "alpine:3", "reg.example:5000", "It could not be reached.", null, new HttpRequestException(HttpRequestError.SecureConnectionError, "no TLS"));

        var outcome = await _tool.RunAsync("pull", "alpine:3");

        outcome.ExitCode.Should().Be(1);
        outcome.Error.Should().Be(
            "youkictl: It could not be reached. If it has a certificate of its own authority: --ca-file reg.example:5000=FILE. If it knows no TLS: --plain-http reg.example:5000.\n");
    }

    [Theory]
    [InlineData("Its name: its certificate 'CN=a' is not trusted (PartialChain).", " Here: --ca-file reg.example:5000=FILE.")]
    [InlineData("Its name: its certificate 'CN=a' is valid from then to now only.", "")]
    public async Task Pull_from_a_registry_that_shows_a_certificate_is_not_advised_to_do_without_tls(string message, string advice)
    {
        _tool.Images.Failure = new RegistryException("alpine:3", "reg.example:5000", message, null, new HttpRequestException(HttpRequestError.SecureConnectionError, "refused"));

        var outcome = await _tool.RunAsync("pull", "alpine:3");

        outcome.Error.Should().Be($"youkictl: {message}{advice}\n");
    }

    [Fact]
    public async Task Pull_for_another_platform_says_how_to_choose()
    {
        _tool.Images.Failure = new ImagePlatformException("alpine:3", ImagePlatform.Parse("linux/riscv64"), [ImagePlatform.Parse("linux/amd64")]);

        (await _tool.RunAsync("pull", "alpine:3")).Error.Should().Contain("It is there for: linux/amd64.").And.Contain("--platform");
    }

    [Fact]
    public async Task Pull_error_text_of_a_registry_is_one_harmless_line()
    {
        _tool.Images.Failure = new RegistryException("alpine:3", "r", "It said:\n\u001b[31mboo");

        (await _tool.RunAsync("pull", "alpine:3")).Error.Should().Be("youkictl: It said:\\u000a\\u001b[31mboo\n");
    }

    private void Reports(ImagePhase phase, Digest? layer) => _tool.Images.Progress.Add(new ImageProgress { Image = "alpine:3", Layer = layer, Phase = phase });

    private void Reports(ImagePhase phase, long done, long total) =>
        _tool.Images.Progress.Add(new ImageProgress { Image = "alpine:3", Layer = Layer, Phase = phase, BytesDone = done, BytesTotal = total });
}
