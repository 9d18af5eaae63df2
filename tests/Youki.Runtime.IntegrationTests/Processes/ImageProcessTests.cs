using Youki.Runtime.IntegrationTests.Rootfs;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Processes;

/// <summary>What an image says of its processes, as it is seen inside a container.</summary>
public sealed class ImageProcessTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Entrypoint_and_cmd_are_run_as_in_kubernetes(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        images.Add(new() { Entrypoint = ["/bin/echo", "entry"], Cmd = ["cmd"] });
        var config = ImageNode.Config();

        (await images.RunAsync(config)).Output.Should().Be("entry cmd\n");
        (await images.RunAsync(config with { Args = ["own"] })).Output.Should().Be("entry own\n");
        (await images.RunAsync(config with { Command = ["/bin/echo", "x"] })).Output.Should().Be("x\n");
        (await images.RunAsync(config with { Command = ["/bin/echo"], Args = ["a", "b"] })).Output.Should().Be("a b\n");
        images.Add(new() { Cmd = ["/bin/echo", "only"] });
        (await images.RunAsync(config)).Output.Should().Be("only\n");
        (await images.RunAsync(config with { Args = ["/bin/echo", "args"] })).Output.Should().Be("args\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Environment_working_directory_and_user_are_the_image_s(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        images.Add(new() { Env = ["A=image", "B=image", "broken"], WorkingDir = "new/deep", User = "web", Cmd = ["/bin/sh", "-c", "echo $A $B $HOME; pwd; id -u; id -g; id -G; stat -c %u:%a /new/deep"] });

        var (_, output, error) = await images.RunAsync(ImageNode.Config() with { EnvVars = new Dictionary<string, string> { ["B"] = "config" } });
        var (_, own, _) = await images.RunAsync(ImageNode.Shell("pwd; id -u; id -G") with { WorkingDirectory = "/tmp", User = "5:6" });

        (output, error).Should().Be(("image config /home/web\n/new/deep\n1000\n1000\n1000 2000\n0:755\n", ""));
        own.Should().Be("/tmp\n5\n6\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Users_are_those_of_the_topmost_layer(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        images.Add(new() { User = "app:team", Cmd = ["/bin/id"] }, images.Layer(("etc/passwd", "app:x:77:78::/home:/bin/sh\n"), ("etc/group", "team:x:79:\n")));

        (await images.RunAsync(ImageNode.Config())).Output.Should().StartWith("uid=77(app) gid=79(team) groups=79(team)");
    }

    [Theory]
    [InlineData("missing", "*User 'missing' is not in*")]
    [InlineData("4294967296", "*is not valid*")]
    [InlineData("big", "*no valid uid*")]
    [InlineData("fifo", "*no regular file*")]
    [InlineData("link", "*User 'link' is not in*")]
    [InlineData("huge", "*larger than*")]
    public async Task Users_of_a_hostile_image_are_refused(string user, string message)
    {
        await using var images = await ImageNode.OpenAsync("youki");
        var layer = images.Layer(("etc/passwd", "big:x:4294967296:0::/:/bin/sh\n"));
        var passwd = $"{layer}/etc/passwd";
        switch (user)
        {
            case "fifo":
                File.Delete(passwd);
                Host.Run("mkfifo", passwd);
                break;
            case "link":
                var secret = images.Node.At("passwd");
                File.WriteAllText(secret, "link:x:0:0::/:/bin/sh\n");
                File.Delete(passwd);
                File.CreateSymbolicLink(passwd, secret);
                break;
            case "huge":
                await using (var file = File.OpenWrite(passwd))
                {
                    file.SetLength(100_000_000);
                }

                break;
        }

        images.Add(new() { User = user, Cmd = ["/bin/true"] }, layer);

        var create = () => images.CreateAsync(ImageNode.Config());

        await create.Should().ThrowAsync<ImageException>().WithMessage(message);
        images.Node.AssertNothingIsLeft();
        images.Images.Kept.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stop_signal_is_the_image_s_unless_the_configuration_has_one(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        const string Script = "trap 'exit 41' USR1; trap 'exit 42' USR2; trap 'exit 43' TERM; trap 'exit 44' 37; echo up; while :; do sleep 0.02; done";
        var cases = new (string? Image, Signal? Config, int Exit)[] { ("SIGUSR1", null, 41), ("10", null, 41), ("SIGRTMIN+3", null, 44), ("USR1", Signal.Parse("USR2"), 42), (null, null, 43), ("NOSUCH", null, 43), ("", null, 43) };

        foreach (var (image, config, exit) in cases)
        {
            images.Add(new() { StopSignal = image, Cmd = ["/bin/sh", "-c", Script] });
            var id = await images.CreateAsync(ImageNode.Config() with { StopSignal = config });
            await images.Node.SaysAsync(id, "up");
            await images.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);

            (await images.Runtime.GetContainerStatusAsync(id, TestNode.Token)).ExitCode.Should().Be(exit, "the image says {0}, the configuration {1}", image, config);
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Labels_of_the_image_never_become_the_container_s(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        images.Add(new() { Labels = new Dictionary<string, string> { ["run.oci.hooks.stdout"] = "/evil" }, ExposedPorts = ["80/tcp"], Cmd = ["/bin/true"] });

        var id = await images.CreateAsync(ImageNode.Config() with { Labels = new Dictionary<string, string> { ["own"] = "1" } });
        var details = await images.Runtime.InspectContainerAsync(id, TestNode.Token);

        details.Status.Labels.Should().BeEquivalentTo(new Dictionary<string, string> { ["own"] = "1" });
        details.Spec!.Annotations.Should().BeNullOrEmpty();
        File.ReadAllText($"{details.BundlePath}/config.json").Should().NotContain("evil");
    }

    [Fact]
    public async Task Image_that_names_no_program_needs_a_command()
    {
        await using var images = await ImageNode.OpenAsync("youki");
        images.Add(new() { Env = ["A=1"] });

        var create = () => images.CreateAsync(ImageNode.Config());

        (await create.Should().ThrowAsync<ContainerConfigException>()).Which.Errors.Should().ContainSingle().Which.Should().StartWith("Command: give the program");
        images.Node.AssertNothingIsLeft();
        images.Images.Holds.Should().Be(0);
    }

    [Fact]
    public async Task Image_with_a_hostile_configuration_is_refused_before_anything_is_made()
    {
        await using var images = await ImageNode.OpenAsync("youki");
        ImageConfig[] hostile = [new() { Cmd = ["/bin/true\0x"] }, new() { Cmd = ["/bin/true"], Env = ["A=\0"] }, new() { Cmd = ["/bin/true"], WorkingDir = "/a\n" }];

        foreach (var config in hostile)
        {
            images.Add(config);
            var create = () => images.CreateAsync(ImageNode.Config());

            await create.Should().ThrowAsync<ImageFormatException>();
            images.Node.AssertNothingIsLeft();
            images.Images.Holds.Should().Be(0);
        }
    }

    [Theory]
    [InlineData("/proc/self/fd/7")]
    [InlineData("/link")]
    public async Task Working_directory_in_proc_is_refused(string path)
    {
        await using var images = await ImageNode.OpenAsync("youki");
        var layer = images.Layer(("proc/self/fd/7/x", ""));
        File.CreateSymbolicLink($"{layer}/link", "/proc/self/fd/7");
        images.Add(new() { WorkingDir = path, Cmd = ["/bin/true"] }, layer);

        var create = () => images.CreateAsync(ImageNode.Config());

        await create.Should().ThrowAsync<ImageException>().WithMessage("*/proc*CVE-2024-21626*");
        images.Node.AssertNothingIsLeft();
    }
}
