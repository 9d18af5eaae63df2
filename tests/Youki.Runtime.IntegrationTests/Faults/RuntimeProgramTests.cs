using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>Runtimes that cannot be used at all.</summary>
public sealed class RuntimeProgramTests
{
    public static TheoryData<string, string> Bad => new()
    {
        { "echo youki version 0.5.7", "older than 0.7.0" },
        { "echo hello", "neither youki nor runc nor crun" },
        { "echo youki version 0.7.0; exit 3", "exit code 3" },
        { "head -c 10000000 /dev/urandom", "neither youki nor runc nor crun" },
        { "head -c 10000000 /dev/zero >&2; exit 1", "exit code 1" },
        { "kill -9 $$", "exit code 137" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_program_that_is_no_usable_runtime_is_refused(string body, string reason)
    {
        await using var node = await TestNode.OpenAsync("youki");
        FakeRuntime.Replace(node.Options, body);

        var open = () => node.OpenRuntimeAsync();

        var refusal = (await open.Should().ThrowAsync<RuntimeUnavailableException>()).Which;
        refusal.Path.Should().Be(node.Options.Runtime);
        refusal.Message.Should().Contain(reason).And.Contain(node.Options.Runtime);
        refusal.Message.Length.Should().BeLessThan(1000);
    }

    [Theory]
    [InlineData("missing", "there is no such file")]
    [InlineData("directory", "it is a directory")]
    [InlineData("text", "it is not executable")]
    [InlineData("garbage", "cannot be run")]
    public async Task A_path_that_cannot_be_executed_is_refused(string kind, string reason)
    {
        await using var node = await TestNode.OpenAsync("youki");
        node.Options.Runtime = node.At(kind);
        Directory.CreateDirectory(node.At("directory"));
        File.WriteAllText(node.At("text"), "#!/bin/sh\necho youki version 0.7.0\n");
        File.WriteAllText(node.At("garbage"), "\u007fELF no program");
        File.SetUnixFileMode(node.At("garbage"), (UnixFileMode)0b111_101_101);

        var open = () => node.OpenRuntimeAsync();

        (await open.Should().ThrowAsync<RuntimeUnavailableException>()).Which.Message.Should().Contain(node.Options.Runtime).And.Contain(reason);
    }

    [Fact]
    public async Task A_name_that_is_not_on_the_path_is_refused()
    {
        await using var node = await TestNode.OpenAsync("youki");
        node.Options.Runtime = "no-such-runtime";

        var open = () => node.OpenRuntimeAsync();

        (await open.Should().ThrowAsync<RuntimeUnavailableException>()).Which.Message.Should().Contain("no-such-runtime").And.Contain("PATH");
    }

    [Fact]
    public async Task A_version_that_hangs_is_given_up_and_killed()
    {
        await using var node = await TestNode.OpenAsync("youki");
        FakeRuntime.Replace(node.Options, "tail -f \"$0\"; true");

        var open = () => node.OpenRuntimeAsync();

        (await open.Should().ThrowAsync<RuntimeUnavailableException>()).Which.Message.Should().Contain("did not end within");
    }

    [Fact]
    public async Task An_old_version_is_used_where_the_options_allow_it()
    {
        await using var node = await TestNode.OpenAsync("youki", options =>
        {
            FakeRuntime.InFrontOf(options, "--version", "echo youki version 0.5.7; exit 0");
            options.AllowUnsupportedRuntimeVersion = true;
        });

        var (exit, output, _) = await node.RunAsync(TestNode.Shell("echo hello"));
        var host = await node.Runtime.InspectHostAsync(TestNode.Token);

        exit.ExitCode.Should().Be(0);
        output.Should().Be("hello\n");
        host.Runtime!.Version.Should().Be("0.5.7");
    }
}
