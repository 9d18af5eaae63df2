using System.Text;
using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Images.Changes;

public sealed class CommitTests
{
    private static readonly ImageReference Committed = ImageReference.Parse("registry.example/committed:1");

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Image_of_a_container_holds_what_the_container_sees(string flavor)
    {
        await using var node = await ChangesNode.OpenAsync(flavor);
        var id = await node.EndedAsync(ChangesNode.Script);
        SetAttributes(Path.Combine(node.Node.Bundle(id), "rootfs", "data", "changed"));

        var image = await node.Runtime.CommitContainerAsync(id, new CommitOptions { Reference = Committed }, TestNode.Token);
        var next = await node.Node.CreateAsync(node.Config("true", Committed.ToString()), start: false);

        image.References.Should().Equal(Committed);
        await node.SeeTheSameAsync(id, next);
        (await node.DiffAsync(next)).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Running_container_is_committed_and_goes_on(string flavor)
    {
        await using var node = await ChangesNode.OpenAsync(flavor);
        var id = await node.RunningAsync(ChangesNode.Script);

        var image = await node.Runtime.CommitContainerAsync(id, cancellationToken: TestNode.Token);

        image.References.Should().BeEmpty();
        (await node.Node.StateAsync(id)).Should().Be(ContainerState.Running);
        Directory.EnumerateFiles(node.Node.Bundle(id), "freeze.json", SearchOption.AllDirectories).Should().BeEmpty();
        await node.Runtime.TagImageAsync(image.Id.Value, Committed, TestNode.Token);
        var (exit, output, error) = await node.Node.RunAsync(node.Config("cat /added /kind /data/hard; ls /gone", Committed.ToString()));
        exit.ExitCode.Should().NotBe(0);
        output.Should().Be("added\nfile\nadded\n");
        error.Should().Contain("gone");
    }

    [Fact]
    public async Task Image_says_what_the_options_say_and_else_what_its_parent_says()
    {
        await using var node = await ChangesNode.OpenAsync("youki");
        var id = await node.EndedAsync("echo a > /a");
        var options = new CommitOptions
        {
            Reference = Committed,
            Author = "somebody",
            Message = "a remark",
            Changes = new ImageConfig { Cmd = ["/bin/cat", "/a"], ExposedPorts = ["80/tcp"], User = "web" },
        };

        await node.Runtime.CommitContainerAsync(id, options, TestNode.Token);
        var details = await node.Runtime.InspectImageAsync(Committed.ToString(), TestNode.Token);
        var (_, output, _) = await node.Node.RunAsync(new ContainerConfig { Image = Committed.ToString() });

        details.Config.Should().BeEquivalentTo(new ImageConfig
        {
            Cmd = ["/bin/cat", "/a"],
            ExposedPorts = ["80/tcp"],
            User = "web",
            Env = ["PATH=/bin", "A=b"],
            Labels = new Dictionary<string, string> { ["kept"] = "yes" },
        });
        details.Author.Should().Be("somebody");
        details.Layers.Should().HaveCount(4);
        details.History[^1].Should().Match<ImageHistoryEntry>(step => step.Author == "somebody" && step.Comment == "a remark" && step.CreatedBy!.Contains("echo a"));
        output.Should().Be("a\n");
    }

    [Fact]
    public async Task Container_that_changed_nothing_adds_no_layer()
    {
        await using var node = await ChangesNode.OpenAsync("youki");
        var id = await node.EndedAsync("true");

        await node.Runtime.CommitContainerAsync(id, new CommitOptions { Reference = Committed }, TestNode.Token);
        var details = await node.Runtime.InspectImageAsync(Committed.ToString(), TestNode.Token);

        details.Layers.Should().HaveCount(3);
        details.History[^1].EmptyLayer.Should().BeTrue();
    }

    [Fact]
    public async Task Container_of_a_directory_becomes_an_image_of_one_layer()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Shell("rm /etc/group; echo a > /tmp/a"));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        await node.Runtime.CommitContainerAsync(id, new CommitOptions { Reference = Committed, Changes = new ImageConfig { Env = ["PATH=/bin"] } }, TestNode.Token);
        var (exit, output, error) = await node.RunAsync(new ContainerConfig { Image = Committed.ToString(), Command = ["/bin/sh", "-c", "ls /etc; cat /tmp/a"] });

        (exit.ExitCode, output).Should().Be((0, "passwd\na\n"), error);
    }

    [Fact]
    public async Task Container_of_an_image_that_was_removed_is_committed()
    {
        await using var node = await ChangesNode.OpenAsync("youki");
        var id = await node.EndedAsync("echo a > /a");
        await node.Runtime.RemoveImageAsync(node.Reference, new RemoveImageOptions { Force = true }, TestNode.Token);

        var image = await node.Runtime.CommitContainerAsync(id, new CommitOptions { Reference = Committed }, TestNode.Token);

        image.References.Should().Equal(Committed);
    }

    [Fact]
    public async Task Name_that_would_delete_another_file_is_refused()
    {
        await using var node = await ChangesNode.OpenAsync("youki");
        var id = await node.EndedAsync("echo a > /data/.wh.kept");

        var commit = () => node.Runtime.CommitContainerAsync(id, cancellationToken: TestNode.Token);

        (await commit.Should().ThrowAsync<ImageException>()).WithMessage("*/data/.wh.kept*");
    }

    [Theory]
    [InlineData("oci:/tmp/x:y")]
    [InlineData("registry.example/web@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public async Task Reference_without_a_tag_is_refused(string reference)
    {
        await using var node = await TestNode.OpenAsync("youki");

        var commit = () => node.Runtime.CommitContainerAsync(ContainerId.New(), new CommitOptions { Reference = ImageReference.Parse(reference) }, TestNode.Token);

        await commit.Should().ThrowAsync<ImageException>();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Container_whose_commit_was_killed_goes_on_after_recovery(string flavor)
    {
        await using var node = await ChangesNode.OpenAsync(flavor);
        var id = await node.RunningAsync(ChangesNode.Script);

        var killed = await ChildProcess.KillAsync(node.Node, "commit, step read", "commit", id.Value);
        var paused = await node.Node.StateAsync(id);
        await node.Node.OpenRuntimeAsync();

        killed.ExitCode.Should().Be(ChildProcess.Killed, killed.Stderr);
        paused.Should().Be(ContainerState.Paused);
        (await node.Node.StateAsync(id)).Should().Be(ContainerState.Running);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("commit")]
    public async Task Container_whose_commit_was_killed_can_be(string operation)
    {
        await using var node = await ChangesNode.OpenAsync("youki");
        var id = await node.RunningAsync("trap 'exit 7' TERM; echo ready; while :; do sleep 0.1; done");
        await ChildProcess.KillAsync(node.Node, "commit, step read", "commit", id.Value);

        if (operation == "stop")
        {
            await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);
            (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).ExitCode.Should().Be(7);
        }
        else
        {
            await node.Runtime.CommitContainerAsync(id, cancellationToken: TestNode.Token);
            (await node.Node.StateAsync(id)).Should().Be(ContainerState.Running);
        }
    }

    [Fact]
    public async Task File_with_large_holes_stays_small_and_whole()
    {
        await using var node = await ChangesNode.OpenAsync("youki");
        var id = await node.EndedAsync("dd if=/dev/zero of=/sparse bs=1 count=0 seek=1G; echo end >> /sparse");

        var image = await node.Runtime.CommitContainerAsync(id, new CommitOptions { Reference = Committed }, TestNode.Token);
        var (_, output, error) = await node.Node.RunAsync(node.Config("stat -c %s /sparse; tail -c 4 /sparse", Committed.ToString()));

        output.Should().Be("1073741828\nend\n", error);
        (await node.Runtime.InspectImageAsync(image.Id.Value, TestNode.Token)).Layers[^1].CompressedSize.Should().BeLessThan(10_000);
    }

    [Fact]
    public async Task Two_commits_at_once_leave_the_container_running()
    {
        await using var node = await ChangesNode.OpenAsync("youki");
        var id = await node.RunningAsync(ChangesNode.Script);

        var images = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => node.Runtime.CommitContainerAsync(id, cancellationToken: TestNode.Token)));

        images.Should().HaveCount(3);
        (await node.Node.StateAsync(id)).Should().Be(ContainerState.Running);
    }

    private static void SetAttributes(string path)
    {
        using var file = Descriptor.OpenFile(path, OpenFlags.ReadOnly);
        byte[] capability = [1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        ExtendedAttributes.TrySet(file, "security.capability\0"u8.ToArray(), capability).Should().Be(0);
        ExtendedAttributes.TrySet(file, "trusted.note\0"u8.ToArray(), Encoding.Latin1.GetBytes("a\0\u00FF\n")).Should().Be(0);
    }
}
