using Youki.Runtime.IntegrationTests.Rootfs;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;
using static Youki.Runtime.IntegrationTests.UserNamespaces.UserNamespaceNode;

namespace Youki.Runtime.IntegrationTests.UserNamespaces;

/// <summary>What goes in and out of a container with a user namespace has the owners that the container sees.</summary>
public sealed class UserNamespaceFileTests
{
    private const string Script =
        "mkdir /made; chown 1000:1000 /made; echo x > /made/file; chown 7:8 /made/file; chown 9:9 /srv/version; echo made; while [ ! -e /go ]; do usleep 20000; done; "
        + "stat -c '%u:%g %n' /in /in/sub /in/sub/file /kept; exit 0";

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Copies_changes_and_exports_have_the_container_s_owners(string flavor)
    {
        await using var node = await OpenAsync(flavor);
        var id = await node.CreateAsync(Config(Script));
        await node.SaysAsync(id, "made");
        Directory.CreateDirectory(node.At("in/sub"));
        File.WriteAllText(node.At("in/sub/file"), "given");
        File.WriteAllText(node.At("kept"), "kept");
        Host.Run("chown", "5:6", node.At("kept"));

        await node.Runtime.CopyToContainerAsync(id, "/in", node.At("in"), cancellationToken: TestNode.Token);
        await node.Runtime.CopyToContainerAsync(id, "/kept", node.At("kept"), new CopyOptions { Archive = true }, TestNode.Token);
        await node.Runtime.CopyFromContainerAsync(id, "/made", node.At("out"), new CopyOptions { Archive = true }, TestNode.Token);
        await node.Runtime.CopyToContainerAsync(id, "/go", node.At("kept"), cancellationToken: TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token);

        (await node.OutputAsync(id)).Output.Should().Be("made\n0:0 /in\n0:0 /in/sub\n0:0 /in/sub/file\n5:6 /kept\n");
        OwnerOf(node.At("out")).Should().Be("1000:1000");
        OwnerOf(node.At("out/file")).Should().Be("7:8");
        (await ExportedAsync(node, id)).Should().Contain(["1000/1000 made/", "7/8 made/file", "9/9 srv/version", "1000/0 data/file", "0/0 bin/busybox", "0/0 in/sub/file"]);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Commit_of_a_stopped_one_is_an_image_that_any_container_sees_the_same(string flavor)
    {
        await using var node = await OpenAsync(flavor);
        var id = await node.CreateAsync(Config("mkdir /made; chown 1000:1000 /made; echo x > /made/file; chown 7:8 /made/file; chown 9:9 /srv/version"));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        FileSystemMount.TryDetach($"{node.Bundle(id)}/rootfs");

        var diff = await node.Runtime.DiffContainerAsync(id, TestNode.Token);
        var exported = await ExportedAsync(node, id);
        await node.Runtime.CommitContainerAsync(id, new CommitOptions { Reference = ImageReference.Parse("localhost/made:1") }, TestNode.Token);
        var stat = new ContainerConfig { Image = "localhost/made:1", Command = ["/bin/sh", "-c", "stat -c '%u:%g %n' /made /made/file /srv/version"] };
        var (_, plain, _) = await node.RunAsync(stat);
        var (_, mapped, _) = await node.RunAsync(stat with { UserNamespace = Automatic });

        diff.Select(change => $"{change.Kind} {change.Path}").Should().Equal("Added /made", "Added /made/file", "Modified /srv", "Modified /srv/version");
        exported.Should().Contain(["1000/1000 made/", "7/8 made/file", "9/9 srv/version", "0/0 bin/busybox"]);
        plain.Should().Be("1000:1000 /made\n7:8 /made/file\n9:9 /srv/version\n");
        mapped.Should().Be(plain);
    }

    [Fact]
    public async Task Image_is_copied_with_its_owners_where_no_overlay_is_possible()
    {
        await using var node = await OpenAsync("youki", options => MountOverlay(options.BundleDirectory));
        try
        {
            var id = await node.CreateAsync(Config("echo x > /srv/new; stat -c '%u:%g %n' / /srv/version /srv/new /data/file"));
            await node.Runtime.WaitContainerAsync(id, TestNode.Token);
            var (output, _) = await node.OutputAsync(id);
            var diff = await node.Runtime.DiffContainerAsync(id, TestNode.Token);
            var owner = OwnerOf($"{node.Bundle(id)}/rootfs/srv/version");
            await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

            output.Should().Be("0:0 /\n0:0 /srv/version\n0:0 /srv/new\n1000:0 /data/file\n");
            owner.Should().Be($"{First}:{First}");
            diff.Select(change => $"{change.Kind} {change.Path}").Should().Equal("Modified /srv", "Added /srv/new");
        }
        finally
        {
            Host.Run("umount", "-l", node.Options.BundleDirectory);
        }
    }

    // The kernel takes no upper directory on an overlay.
    private static void MountOverlay(string path)
    {
        var (lower, upper, work) = ($"{path}.lower", $"{path}.upper", $"{path}.work");
        foreach (var directory in (string[])[path, lower, upper, work])
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Host.Run("mount", "-t", "overlay", "outer", path, "-o", $"lowerdir={lower},upperdir={upper},workdir={work}");
    }

    private static ContainerConfig Config(string script) => new() { Image = LayeredImage.Reference, Command = ["/bin/sh", "-c", script], UserNamespace = Automatic };

    private static async Task<string[]> ExportedAsync(TestNode node, ContainerId id)
    {
        var path = node.At("export.tar");
        await using (var file = File.Create(path))
        {
            await node.Runtime.ExportContainerAsync(id, file, TestNode.Token);
        }

        return [.. Host.Run("tar", "--numeric-owner", "-tvf", path).Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(fields => fields.Length > 5).Select(fields => $"{fields[1]} {fields[5]}")];
    }
}
