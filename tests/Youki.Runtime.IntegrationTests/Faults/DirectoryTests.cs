using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>The directories of the options in every bad shape.</summary>
public sealed class DirectoryTests
{
    [Fact]
    public async Task Missing_directories_are_made_for_the_owner_only()
    {
        await using var node = await TestNode.OpenAsync("youki", options =>
        {
            options.BundleDirectory += "/a/b";
            options.StateDirectory = options.StateDirectory.Replace("/state/", "/other/a/b/");
        });

        var (exit, _, _) = await node.RunAsync(TestNode.Shell("true"));

        exit.ExitCode.Should().Be(0);
        File.GetUnixFileMode(node.Options.BundleDirectory).Should().Be((UnixFileMode)0b111_000_000);
        File.GetUnixFileMode(node.Options.StateDirectory).Should().Be((UnixFileMode)0b111_000_000);
    }

    [Theory]
    [InlineData("bundles", 0b111_111_000, "go-w")]
    [InlineData("bundles", 0b111_101_111, "go-w")]
    [InlineData("state/youki", 0b111_111_000, "go-w")]
    [InlineData("state/youki", 0b111_101_111, "go-w")]
    public async Task Directories_that_others_may_write_to_are_refused(string name, int mode, string advice)
    {
        await using var node = await TestNode.OpenAsync("youki");
        File.SetUnixFileMode(node.At(name), (UnixFileMode)mode);

        var open = () => node.OpenRuntimeAsync();

        (await open.Should().ThrowAsync<HostResourceException>()).Which.Message.Should().Contain(node.At(name)).And.Contain(advice);
    }

    [Theory]
    [InlineData("bundles")]
    [InlineData("state/youki")]
    public async Task A_file_in_the_place_of_a_directory_is_refused(string name)
    {
        // An owner writes to the directory while it is deleted.
        await using var node = await TestNode.OpenAsync("youki", options => options.OwnNodes = false);
        Directory.Delete(node.At(name), recursive: true);
        File.WriteAllText(node.At(name), "");

        var open = () => node.OpenRuntimeAsync();

        (await open.Should().ThrowAsync<HostResourceException>()).Which.Message.Should().Contain(node.At(name));
        File.Delete(node.At(name));
    }

    [Theory]
    [InlineData("bundles")]
    [InlineData("state/youki")]
    public async Task A_read_only_directory_is_refused(string name)
    {
        await using var node = await TestNode.OpenAsync("youki");
        using var tmpfs = new Tmpfs(node.At(name), "ro,mode=700");

        var open = () => node.OpenRuntimeAsync();

        (await open.Should().ThrowAsync<HostResourceException>()).Which.Message.Should().Contain(node.At(name)).And.Contain("written");
    }

    [Fact]
    public async Task A_directory_of_a_service_user_is_fine_for_root()
    {
        await using var node = await TestNode.OpenAsync("youki");
        Rootfs.Host.Run("chown", "1234", node.At("bundles"), node.At("state/youki"));

        var open = () => node.OpenRuntimeAsync();

        await open.Should().NotThrowAsync();
    }

    [Fact]
    public async Task A_directory_of_somebody_else_is_refused_by_an_ordinary_user()
    {
        await using var node = await TestNode.OpenAsync("youki");
        Rootfs.Host.Run("chown", "1234", node.At("bundles"));
        Rootfs.Host.Run("chmod", "755", node.Path, node.At("bundles"));

        var result = await ChildProcess.RunAsync(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"], node, "", "recover");

        result.ExitCode.Should().Be(1, result.Stderr);
        result.Stderr.Should().StartWith("HostResourceException").And.Contain("belongs to user 1234").And.Contain("65534");
    }

    [Theory]
    [InlineData("missing", "there is no directory")]
    [InlineData("file", "is not a directory")]
    [InlineData("", "one in the other")]
    [InlineData("bundles", "one in the other")]
    [InlineData("bundles/base", "one in the other")]
    public async Task An_image_that_cannot_be_one_is_refused(string name, string reason)
    {
        await using var node = await TestNode.OpenAsync("youki");
        File.WriteAllText(node.At("file"), "");
        var image = BusyboxImage.MakeAt(node.At("bundles/base"));

        var create = () => node.CreateAsync(TestNode.Shell("true") with { Image = $"dir:{node.At(name)}" });

        (await create.Should().ThrowAsync<ImageException>()).Which.Message.Should().Contain(reason);
        Directory.Exists(image[4..]).Should().BeTrue();
        Directory.Delete(image[4..], recursive: true);
        node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task What_is_no_container_in_the_bundle_directory_is_left_alone()
    {
        await using var node = await TestNode.OpenAsync("youki");
        Directory.CreateDirectory(node.At("bundles/backup"));
        File.WriteAllText(node.At("bundles/backup/precious"), "data");

        await node.OpenRuntimeAsync();
        var create = () => node.CreateAsync(TestNode.Shell("true"), id: "backup");
        await create.Should().ThrowAsync<YoukiException>();

        File.ReadAllText(node.At("bundles/backup/precious")).Should().Be("data");
        Directory.Delete(node.At("bundles/backup"), recursive: true);
        await node.OpenRuntimeAsync();
        node.AssertNothingIsLeft();
    }
}
