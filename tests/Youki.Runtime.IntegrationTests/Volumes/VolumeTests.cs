using Youki.Runtime.IntegrationTests.Rootfs;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Volumes;

/// <summary>Named volumes, as containers see them and as the store keeps them.</summary>
public sealed class VolumeTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Volume_begins_with_the_image_s_content_once_and_outlives_its_containers(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        var layer = images.Layer(("data/file", "image"), ("data/sub/x", "x"));
        Host.Run("chown", "-R", "12:34", $"{layer}/data");
        images.Add(new(), layer);
        ContainerConfig With(string script, string target, bool? noCopy = null) =>
            ImageNode.Shell(script) with { Mounts = [new VolumeMount { Name = noCopy == true ? "empty" : "shared", Target = target, NoCopy = noCopy }] };

        var first = await images.RunAsync(With("cat /data/file; echo; stat -c '%u:%g' /data /data/sub/x; echo -n changed > /data/file; rm -r /data/sub", "/data"));
        var second = await images.RunAsync(With("cat /other/file; ls /other", "/other"));
        var again = await images.RunAsync(With("cat /data/file; ls /data", "/data"));
        var none = await images.RunAsync(With("ls /data", "/data", noCopy: true));

        first.Output.Should().Be("image\n12:34\n12:34\n", first.Error);
        second.Output.Should().Be("changedfile\n", second.Error);
        again.Output.Should().Be("changedfile\n", again.Error);
        none.Output.Should().BeEmpty(none.Error);
        (await images.Runtime.ListVolumesAsync(cancellationToken: TestNode.Token)).Select(volume => volume.Name).Should().Equal("empty", "shared");
        images.Node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Two_containers_write_one_volume_and_see_each_other(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        ContainerConfig Writer(string own, string other) =>
            TestNode.Shell($"echo {own} > /v/{own}; until [ -s /v/{other} ]; do sleep 0.02; done; cat /v/{other}; echo x >> /v/both") with { Mounts = [new VolumeMount { Name = "v", Target = "/v" }] };

        var ids = await Task.WhenAll(node.CreateAsync(Writer("one", "two")), node.CreateAsync(Writer("two", "one")));
        foreach (var id in ids)
        {
            (await node.Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token)).ExitCode.Should().Be(0);
        }

        (await node.OutputAsync(ids[0])).Output.Should().Be("two\n");
        (await node.OutputAsync(ids[1])).Output.Should().Be("one\n");
        var volume = await node.Runtime.InspectVolumeAsync("v", TestNode.Token);
        volume.Containers.Should().BeEquivalentTo(ids);
        (await File.ReadAllTextAsync($"{volume.Path}/both", TestNode.Token)).Should().Be("x\nx\n");
    }

    [Fact]
    public async Task Volume_in_use_stays_and_goes_when_nobody_has_it()
    {
        await using var node = await TestNode.OpenAsync("youki");
        await node.Runtime.CreateVolumeAsync(new() { Name = "kept", Labels = new Dictionary<string, string> { ["a"] = "b" } }, TestNode.Token);
        await node.Runtime.CreateVolumeAsync(cancellationToken: TestNode.Token);
        var id = await node.CreateAsync(TestNode.Shell("true") with { Mounts = [new VolumeMount { Name = "kept", Target = "/v" }] });
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        var remove = () => node.Runtime.RemoveVolumeAsync("kept", TestNode.Token);
        (await remove.Should().ThrowAsync<VolumeInUseException>().WithMessage($"*'kept'*{id}*")).Which.Containers.Should().Equal(id);
        (await node.Runtime.PruneVolumesAsync(new() { All = true }, TestNode.Token)).Removed.Should().ContainSingle().Which.Should().HaveLength(64);
        await node.Runtime.RemoveContainerAsync(id, new() { Volumes = true }, TestNode.Token);

        (await node.Runtime.PruneVolumesAsync(cancellationToken: TestNode.Token)).Removed.Should().BeEmpty("a volume with a name stays");
        (await node.Runtime.PruneVolumesAsync(new() { All = true, Labels = new Dictionary<string, string> { ["a"] = "" } }, TestNode.Token)).Removed.Should().Equal("kept");
        await remove.Should().ThrowAsync<VolumeNotFoundException>();
        Directory.GetFileSystemEntries(node.At("volumes/.locks")).Should().BeEmpty();
        Directory.GetFileSystemEntries(node.At("volumes")).Should().Equal(node.At("volumes/.locks"));
    }

    [Fact]
    public async Task Anonymous_volume_goes_with_its_container_when_that_is_asked_for()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var config = TestNode.Shell("echo kept > /v/file") with { Mounts = [new VolumeMount { Target = "/v" }] };
        var (first, second) = (await node.CreateAsync(config), await node.CreateAsync(config));
        var names = (await node.Runtime.ListVolumesAsync(cancellationToken: TestNode.Token)).Select(volume => volume.Name).ToList();
        await node.Runtime.WaitContainerAsync(first, TestNode.Token);
        await node.Runtime.WaitContainerAsync(second, TestNode.Token);

        names.Should().HaveCount(2);
        await node.Runtime.RemoveContainerAsync(first, new() { Volumes = true }, TestNode.Token);
        await node.Runtime.RemoveContainerAsync(second, cancellationToken: TestNode.Token);

        (await node.Runtime.ListVolumesAsync(new() { Dangling = true }, TestNode.Token)).Should().ContainSingle().Which.Anonymous.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Mounts_of_another_container_are_taken_over(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        Directory.CreateDirectory(node.At("source"));
        var from = await node.CreateAsync(TestNode.Shell("echo 1 > /v/file; echo 2 > /b/file; echo 3 > /own/file") with
        {
            Mounts = [new VolumeMount { Target = "/v" }, new BindMount { Source = node.At("source"), Target = "/b" }, new VolumeMount { Name = "own", Target = "/own" }, new TmpfsMount { Target = "/t" }],
        });
        await node.Runtime.WaitContainerAsync(from, TestNode.Token);

        var (_, output, error) = await node.RunAsync(TestNode.Shell("cat /v/file /b/file; ls /own; ls -d /t; echo x > /v/file") with
        {
            VolumesFrom = [new() { ContainerId = from, ReadOnly = true }],
            Mounts = [new TmpfsMount { Target = "/own" }],
        });

        output.Should().Be("1\n2\n");
        error.Should().Contain("/t: No such file").And.Contain("Read-only");
    }

    [Fact]
    public async Task Volume_of_a_driver_is_mounted_for_runs_and_shared_between_them()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var options = new Dictionary<string, string> { ["type"] = "tmpfs", ["device"] = "tmpfs", ["o"] = "size=1m,noexec,mode=750" };
        await node.Runtime.CreateVolumeAsync(new() { Name = "memory", DriverOptions = options }, TestNode.Token);
        var config = TestNode.Shell("trap 'exit 0' TERM; grep ' /v ' /proc/self/mountinfo | grep -c noexec; stat -c %a /v; echo x > /v/$HOSTNAME; echo ready; while :; do sleep 0.05; done") with
        {
            Mounts = [new VolumeMount { Name = "memory", Target = "/v" }],
        };
        var (first, second) = (await node.CreateAsync(config), await node.CreateAsync(config));
        await node.SaysAsync(first, "ready");
        await node.SaysAsync(second, "ready");

        (await node.OutputAsync(second)).Output.Should().Be("1\n750\nready\n");
        Directory.GetFiles(node.At("volumes/memory/data")).Should().NotBeEmpty();
        await node.Runtime.RemoveContainerAsync(first, new() { Force = true }, TestNode.Token);
        node.Mounts().Should().Contain(node.At("volumes/memory/data"), "another run has it");
        await node.Runtime.RemoveContainerAsync(second, new() { Force = true }, TestNode.Token);
        node.Mounts().Should().BeEmpty();
    }

    [Theory]
    [InlineData("nothing", "x", "y", "none of type")]
    [InlineData("type", "none", "o", "o=bind")]
    [InlineData("o", "bind", "device", "absolute")]
    [InlineData("type", "tmpfs", "o", "device is missing")]
    public async Task Options_that_the_driver_does_not_understand_are_refused(string key, string value, string other, string named)
    {
        await using var node = await TestNode.OpenAsync("youki");

        var create = () => node.Runtime.CreateVolumeAsync(new() { Name = "v", DriverOptions = new Dictionary<string, string> { [key] = value, [other] = "" } }, TestNode.Token);

        (await create.Should().ThrowAsync<VolumeException>()).Which.Message.Should().Contain(named);
        (await node.Runtime.ListVolumesAsync(cancellationToken: TestNode.Token)).Should().BeEmpty();
        Directory.GetFileSystemEntries(node.At("volumes")).Should().Equal(node.At("volumes/.locks"));
    }

    [Fact]
    public async Task Volume_of_a_driver_that_is_not_there_is_refused_and_the_container_is_gone()
    {
        await using var node = await TestNode.OpenAsync("youki");

        var create = () => node.CreateAsync(TestNode.Shell("true") with { Mounts = [new VolumeMount { Name = "v", Target = "/v", Driver = "nfs" }] });

        await create.Should().ThrowAsync<VolumeException>().WithMessage("*'nfs'*There are: local*");
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task What_a_process_left_that_died_while_it_made_or_removed_a_volume_is_swept()
    {
        await using var node = await TestNode.OpenAsync("youki");
        foreach (var left in new[] { ".new.v/data", ".gone.v/data" })
        {
            Directory.CreateDirectory(node.At($"volumes/{left}"));
            await File.WriteAllTextAsync(node.At($"volumes/{left}/half"), "", TestNode.Token);
        }

        var (_, output, error) = await node.RunAsync(TestNode.Shell("ls /v") with { Mounts = [new VolumeMount { Name = "v", Target = "/v" }] });

        output.Should().BeEmpty(error);
        Directory.GetDirectories(node.At("volumes")).Select(Path.GetFileName).Should().BeEquivalentTo(".locks", "v");
        Directory.CreateDirectory(node.At("volumes/.new.other"));
        (await node.Runtime.PruneVolumesAsync(cancellationToken: TestNode.Token)).Removed.Should().BeEmpty();
        Directory.Exists(node.At("volumes/.new.other")).Should().BeFalse();
    }
}
