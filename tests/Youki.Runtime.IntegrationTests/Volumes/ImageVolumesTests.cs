using Youki.Runtime.IntegrationTests.Rootfs;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Volumes;

/// <summary>Directories that an image declares as volumes, as a container sees them.</summary>
public sealed class ImageVolumesTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Volume_begins_with_the_image_s_content_and_keeps_what_is_written(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        var layer = images.Layer(("data/file", "image"), ("data/sub/file", "x"));
        Host.Run("chown", "-R", "12:34", $"{layer}/data");
        Host.Run("chmod", "2750", $"{layer}/data");
        images.Add(new() { Volumes = ["/data"] }, layer);

        var id = await images.CreateAsync(ImageNode.Shell("cat /data/file; echo; stat -c '%u:%g %a' /data /data/sub/file; grep -c ' /data ' /proc/self/mountinfo; echo -n own > /data/file"));
        var (exit, first, error) = await images.EndAsync(id);
        await images.Runtime.StartContainerAsync(id, TestNode.Token);
        var (_, both, _) = await images.EndAsync(id);

        exit.ExitCode.Should().Be(0, error);
        first.Should().Be("image\n12:34 2750\n12:34 644\n1\n");
        both.Should().Be($"{first}own\n12:34 2750\n12:34 644\n1\n");
        File.ReadAllText($"{images.Node.Bundle(id)}/volumes/0/file").Should().Be("own");
        Directory.GetFileSystemEntries($"{images.Node.Bundle(id)}/layer/upper").Should().NotContain(path => path.EndsWith("data", StringComparison.Ordinal) && File.Exists($"{path}/file"));
        await images.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
        images.Node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Volumes_are_each_container_s_own(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        images.Add(new() { Volumes = ["/data"] }, images.Layer(("data/file", "image")));

        await images.RunAsync(ImageNode.Shell("echo -n one > /data/file"));

        (await images.RunAsync(ImageNode.Shell("cat /data/file"))).Output.Should().Be("image");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Volumes_stay_writable_above_a_read_only_root(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        images.Add(new() { Volumes = ["/not/there", "/data", "/data/inner"], WorkingDir = "/made/too" }, images.Layer(("data/file", "image")));

        var (exit, output, error) = await images.RunAsync(
            ImageNode.Shell("pwd; echo x > /not/there/a && echo x > /data/a && echo x > /data/inner/a && echo written; echo x > /root-file || echo refused; cat /data/file") with { ReadOnlyRootfs = true });

        (exit.ExitCode, output).Should().Be((0, "/made/too\nwritten\nrefused\nimage"), error);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Working_directory_in_a_volume_is_made_in_it(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        images.Add(new() { Volumes = ["/data"], WorkingDir = "/data/work/deep", Cmd = ["/bin/sh", "-c", "pwd; cd /; rm -r /data/work"] });

        var id = await images.CreateAsync(ImageNode.Config());
        await images.EndAsync(id);
        await images.Runtime.StartContainerAsync(id, TestNode.Token);

        (await images.EndAsync(id)).Output.Should().Be("/data/work/deep\n/data/work/deep\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Volume_behind_links_of_the_image_is_where_they_lead_inside(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        var layer = images.Layer(("real/data/file", "image"));
        File.CreateSymbolicLink($"{layer}/link", "/real");
        Directory.CreateDirectory($"{layer}/var");
        File.CreateSymbolicLink($"{layer}/var/run", "../../../run/there");
        images.Add(new() { Volumes = ["/link/data", "/var/run"] }, layer);

        var (exit, output, error) = await images.RunAsync(ImageNode.Shell("cat /real/data/file; echo; echo x > /link/data/file && cat /real/data/file; echo y > /var/run/pid; cat /run/there/pid; grep -c '/volumes/' /proc/self/mountinfo"));

        (exit.ExitCode, output).Should().Be((0, "image\nx\ny\n2\n"), error);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Volumes_where_the_runtime_mounts_are_left_out(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        images.Add(new() { Volumes = ["/sys/fs/cgroup", "/proc", "/dev/shm", "/"] });

        var (exit, output, error) = await images.RunAsync(ImageNode.Shell("grep -c /volumes/ /proc/self/mountinfo; grep -c ' /dev/shm ' /proc/self/mountinfo"));

        (exit.ExitCode, output).Should().Be((0, "0\n1\n"), error);
    }

    [Theory]
    [InlineData("/proc")]
    [InlineData("/")]
    [InlineData("proc/1")]
    public async Task Volume_whose_links_lead_to_the_kernel_s_files_is_refused_also_when_a_container_made_them(string target)
    {
        await using var images = await ImageNode.OpenAsync("youki");
        var layer = images.Layer(("data/x", ""));
        images.Add(new() { Volumes = ["/data"] }, layer);
        var id = await images.CreateAsync(ImageNode.Shell("true"));
        await images.EndAsync(id);
        var rootfs = images.Node.Layout(id).Rootfs;
        Directory.Delete($"{rootfs}/data", recursive: true);
        File.CreateSymbolicLink($"{rootfs}/data", target);

        var start = () => images.Runtime.StartContainerAsync(id, TestNode.Token);

        await start.Should().ThrowAsync<ImageFormatException>().WithMessage("*'/data'*links lead to*");
        (await images.Runtime.GetContainerStatusAsync(id, TestNode.Token)).State.Should().Be(ContainerState.Stopped);
    }
}
