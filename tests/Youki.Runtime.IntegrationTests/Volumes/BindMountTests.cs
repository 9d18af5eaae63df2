using Youki.Runtime.IntegrationTests.Rootfs;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Volumes;

/// <summary>Files and directories of the host, as a container sees them.</summary>
public sealed class BindMountTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Sources_of_every_form_are_where_they_were_asked_for(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var source = Directory.CreateDirectory(node.At("source")).FullName;
        Directory.CreateDirectory($"{source}/sub/deep");
        File.WriteAllText($"{source}/sub/deep/file", "deep");
        File.WriteAllText($"{source}/file", "one file");
        File.CreateSymbolicLink($"{source}/link", "/sub");
        var config = TestNode.Shell(
            """
            cat /a/file /b/deep/file /etc/one /c/deep/file; echo
            echo x > /a/written && echo x > /c/deep/written; for d in /b/x /etc/one /c/x /made/x; do echo x > $d && echo "$d"; done
            while read -r a b c d path flags rest; do case $path in /a|/b|/c|/c/deep|/etc/one) echo "$path ${flags%%,*}";; esac; done < /proc/self/mountinfo | sort
            """) with
        {
            Mounts =
            [
                new BindMount { Source = source, Target = "/c/deep", SubPath = "sub/deep" },
                new BindMount { Source = source, Target = "/a" },
                new BindMount { Source = source, Target = "/b", SubPath = "link", ReadOnly = true },
                new BindMount { Source = $"{source}/file", Target = "/etc/one", ReadOnly = true },
                new BindMount { Source = $"{source}/sub", Target = "/c", ReadOnly = true },
                new BindMount { Source = node.At("made/here"), Target = "/made", CreateHostPath = true, HostPathMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, HostPathUid = 12 },
            ],
        };

        var (exit, output, error) = await node.RunAsync(config);

        output.Should().Be("one filedeepone filedeep\n/made/x\n/a rw\n/b ro\n/c ro\n/c/deep rw\n/etc/one ro\n", error);
        File.ReadAllText($"{source}/sub/deep/written").Should().Be("x\n");
        File.ReadAllText($"{source}/written").Should().Be("x\n");
        Host.Run("stat", "-c", "%a %u", node.At("made/here")).Trim().Should().Be("700 12");
        exit.ExitCode.Should().NotBeNull();
    }

    [Theory]
    [Trait("Host", "v2")]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task What_is_mounted_below_the_source_follows_read_only_when_asked_recursively(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        using var below = new HostMount(node.At("source"), isShared: false);
        below.Mount("inner");
        var config = TestNode.Shell("for d in plain recursive alone; do echo x > /$d/inner/file && echo $d; echo x > /$d/file && echo bad; done; true") with
        {
            Mounts =
            [
                new BindMount { Source = below.Path, Target = "/plain", ReadOnly = true },
                new BindMount { Source = below.Path, Target = "/recursive", RecursiveReadOnly = true },
                new BindMount { Source = below.Path, Target = "/alone", NonRecursive = true, ReadOnly = true },
            ],
        };

        (await node.RunAsync(config)).Output.Should().Be("plain\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Mounts_that_are_made_later_go_to_the_sides_that_were_asked_for(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        using var shared = new HostMount(node.At("shared"), isShared: true);
        Directory.CreateDirectory($"{shared.Path}/inside");
        var config = TestNode.Shell("trap 'grep -c later /proc/self/mountinfo; ls /slave/later /shared/later /private/later; exit' TERM; mount -t tmpfs inside /shared/inside && echo mounted; echo ready; while :; do sleep 0.05; done") with
        {
            Mounts =
            [
                new BindMount { Source = shared.Path, Target = "/private" },
                new BindMount { Source = shared.Path, Target = "/slave", Propagation = MountPropagation.RecursiveSlave },
                new BindMount { Source = shared.Path, Target = "/shared", Propagation = MountPropagation.RecursiveShared },
            ],
        };
        var id = await node.CreateAsync(config);
        await node.SaysAsync(id, "ready");

        shared.Mount("later");
        File.WriteAllText($"{shared.Path}/later/file", "");
        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);

        (await node.OutputAsync(id)).Output.Should().Be("ready\n2\n/private/later:\n\n/shared/later:\nfile\n\n/slave/later:\nfile\n");
    }

    [Theory]
    [InlineData("slave")]
    [InlineData("shared")]
    public async Task Propagation_that_the_source_cannot_give_is_refused(string propagation)
    {
        await using var node = await TestNode.OpenAsync("youki");
        using var source = new HostMount(node.At("source"), isShared: false);
        var mount = new BindMount { Source = source.Path, Target = "/x", Propagation = propagation == "slave" ? MountPropagation.Slave : MountPropagation.Shared };

        var create = () => node.CreateAsync(TestNode.Shell("true") with { Mounts = [mount] });

        (await create.Should().ThrowAsync<MountException>().WithMessage("*'/x'*private*--make-shared*")).Which.Target.Should().Be("/x");
    }

    [Fact]
    public async Task Source_that_is_not_there_is_told()
    {
        await using var node = await TestNode.OpenAsync("youki");

        var create = () => node.CreateAsync(TestNode.Shell("true") with { Mounts = [new BindMount { Source = node.At("none"), Target = "/x" }] });

        await create.Should().ThrowAsync<MountException>().WithMessage("*'/x'*none' is not there*CreateHostPath*");
        Directory.Exists(node.At("none")).Should().BeFalse();
    }

    [Theory]
    [InlineData("/", "the root of the host")]
    [InlineData("state/youki", "the state directory")]
    [InlineData("state/runc", "the state directory")]
    [InlineData("state", "what the state directory")]
    [InlineData("bundles", "the bundle directory")]
    [InlineData("bundles/.locks", "the bundle directory")]
    [InlineData("images", "the image directory")]
    [InlineData("volumes", "the volume directory")]
    [InlineData("alias", "the bundle directory")]
    [InlineData("", "what the state directory")]
    public async Task Directories_that_control_the_host_are_refused(string source, string named)
    {
        await using var node = await TestNode.OpenAsync("youki");
        foreach (var directory in new[] { "state/runc", "images", "volumes" })
        {
            Directory.CreateDirectory(node.At(directory));
        }

        File.CreateSymbolicLink(node.At("alias"), node.At("bundles"));
        var mount = new BindMount { Source = source.StartsWith('/') ? source : Path.Combine(node.Path, source), Target = "/x" };

        var create = () => node.CreateAsync(TestNode.Shell("true") with { Mounts = [mount] });

        (await create.Should().ThrowAsync<YoukiException>()).Which.Message.Should().Contain(named);
        node.AssertNothingIsLeft();
        Directory.Delete(node.At("state/runc"));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Root_of_the_host_is_mounted_when_it_is_allowed_by_name(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (exit, output, error) = await node.RunAsync(TestNode.Shell($"ls -d /host{node.Path}") with
        {
            Mounts = [new BindMount { Source = "/", Target = "/host", ReadOnly = true, NonRecursive = true, AllowProtectedPaths = true }],
        });

        output.Should().Be($"/host{node.Path}\n", error);
        exit.ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("/etc")]
    public async Task Sub_path_through_a_link_stays_inside_of_the_source(string link)
    {
        await using var node = await TestNode.OpenAsync("youki");
        Directory.CreateDirectory(node.At("source/etc"));
        File.WriteAllText(node.At("source/etc/passwd"), "own");
        File.CreateSymbolicLink(node.At("source/link"), link);

        var (_, output, error) = await node.RunAsync(TestNode.Shell("cat /x/passwd") with { Mounts = [new BindMount { Source = node.At("source"), SubPath = "link", Target = "/x" }] });

        output.Should().Be("own", error);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Target_through_links_of_the_image_ends_inside_of_it(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        var layer = images.Layer(("real/x", ""));
        File.CreateSymbolicLink($"{layer}/out", "../../../../../../tmp/youki-escaped");
        File.CreateSymbolicLink($"{layer}/run-link", "/run/not/there/file");
        images.Add(new(), layer);
        var source = Directory.CreateDirectory(images.Node.At("source")).FullName;
        File.WriteAllText($"{source}/file", "mounted");

        var (exit, output, error) = await images.RunAsync(ImageNode.Shell("cat /tmp/youki-escaped/dir/file /run/not/there/file; grep -c youki-escaped /proc/self/mountinfo") with
        {
            Mounts = [new BindMount { Source = source, Target = "/out/dir" }, new BindMount { Source = $"{source}/file", Target = "/run-link" }],
        });

        (exit.ExitCode, output).Should().Be((0, "mountedmounted1\n"), error);
        Directory.Exists("/tmp/youki-escaped").Should().BeFalse();
    }

    [Theory]
    [InlineData("/to-proc/x", "/proc/x")]
    [InlineData("/to-root", "/")]
    [InlineData("/to-dev/null", "/dev/null")]
    [InlineData("/same", "mounted at the same place")]
    [InlineData("/file/x", "no directory")]
    [InlineData("/file", "no directory")]
    public async Task Target_that_the_image_leads_elsewhere_is_refused(string target, string named)
    {
        await using var images = await ImageNode.OpenAsync("youki");
        var layer = images.Layer(("file", ""), ("taken/x", ""));
        File.CreateSymbolicLink($"{layer}/to-proc", "/proc");
        File.CreateSymbolicLink($"{layer}/to-root", "..");
        File.CreateSymbolicLink($"{layer}/to-dev", "dev");
        File.CreateSymbolicLink($"{layer}/same", "/taken");
        images.Add(new(), layer);
        var source = Directory.CreateDirectory(images.Node.At("source")).FullName;

        var create = () => images.CreateAsync(ImageNode.Shell("true") with
        {
            Mounts = [new BindMount { Source = source, Target = target }, new TmpfsMount { Target = "/taken" }],
        });

        (await create.Should().ThrowAsync<MountException>()).Which.Message.Should().Contain(named);
        images.Node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Link_in_a_volume_above_a_target_is_refused()
    {
        await using var node = await TestNode.OpenAsync("youki");
        Directory.CreateDirectory(node.At("outer/real"));
        Directory.CreateDirectory(node.At("inner"));
        File.CreateSymbolicLink(node.At("outer/link"), "real");

        var create = () => node.CreateAsync(TestNode.Shell("true") with
        {
            Mounts = [new BindMount { Source = node.At("inner"), Target = "/x/link/y" }, new BindMount { Source = node.At("outer"), Target = "/x" }],
        });

        await create.Should().ThrowAsync<MountException>().WithMessage("*'/x/link/y'*link*'/x'*");
    }
}
