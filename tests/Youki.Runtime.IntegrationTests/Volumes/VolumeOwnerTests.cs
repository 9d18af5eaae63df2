using Youki.Runtime.IntegrationTests.Rootfs;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.IntegrationTests.UserNamespaces;
using static Youki.Runtime.IntegrationTests.UserNamespaces.UserNamespaceNode;

namespace Youki.Runtime.IntegrationTests.Volumes;

/// <summary>Whose files are in what is mounted, in a container with a user namespace.</summary>
public sealed class VolumeOwnerTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Volumes_and_all_that_is_made_for_the_container_are_its_root_s(string flavor)
    {
        await using var node = await UserNamespaceNode.OpenAsync(flavor);
        Directory.CreateDirectory(node.At("source/nested"));
        File.WriteAllText(node.At("source/file"), "");
        ContainerConfig With(string script) => TestNode.Shell(script) with
        {
            UserNamespace = Automatic,
            Mounts =
            [
                new VolumeMount { Name = "v", Target = "/v" },
                new TmpfsMount { Target = "/v/memory" },
                new EmptyDirMount { Target = "/disk" },
                new EmptyDirMount { Target = "/memory", InMemory = true },
                new FileMount { Name = "s", Target = "/secret" },
                new FileMount { Name = "s", Target = "/other", Uid = 5, Mode = UnixFileMode.UserRead },
                new BindMount { Source = node.At("source"), Target = "/plain" },
                new BindMount { Source = node.At("source"), Target = "/mapped", MapIds = true },
                new BindMount { Source = node.At("source"), Target = "/fixed", MapIds = true, ReadOnly = true },
            ],
        };
        var files = new Dictionary<string, ReadOnlyMemory<byte>> { ["s"] = "secret"u8.ToArray() };
        const string Script = "stat -c '%n %u' /v /v/memory /disk /memory /secret /other /plain/file /mapped/file; cat /secret; echo; echo x >> /v/file; chown 7 /v/file; echo x >> /mapped/made; echo x >> /disk/a; echo x >> /fixed/x || echo refused; stat -c %u /v/file /mapped/made";

        foreach (var _ in (int[])[1, 2])
        {
            var id = await node.Runtime.CreateContainerAsync(With(Script), new() { NodeId = node.Id, Files = files }, TestNode.Token);
            await node.Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token);
            var (output, error) = await node.OutputAsync(id);
            output.Should().Be("/v 0\n/v/memory 0\n/disk 0\n/memory 0\n/secret 0\n/other 5\n/plain/file 65534\n/mapped/file 0\nsecret\nrefused\n7\n0\n", error);
        }

        // The second has other ids of the host than the first, and both the same files.
        Host.Run("stat", "-c", "%u", node.At("volumes/v/data"), node.At("volumes/v/data/file"), node.At("source/made")).Should().Be("0\n7\n0");
        File.ReadAllText(node.At("volumes/v/data/file")).Should().Be("x\nx\n");
    }

    [Fact]
    public async Task Volume_is_filled_with_the_owners_that_the_image_has()
    {
        await using var node = await UserNamespaceNode.OpenAsync("youki");

        var (_, output, error) = await node.RunAsync(new()
        {
            Image = LayeredImage.Reference,
            Command = ["/bin/sh", "-c", "stat -c '%u:%g' /data /data/file; cat /data/file"],
            UserNamespace = Automatic,
            Mounts = [new VolumeMount { Name = "v", Target = "/data" }],
        });

        output.Should().Be("0:0\n1000:0\nimage\n", error);
        OwnerOf(node.At("volumes/v/data/file")).Should().Be("1000:0");
    }

    [Fact]
    public async Task Owners_that_cannot_be_mapped_are_told()
    {
        await using var node = await TestNode.OpenAsync("youki");
        Directory.CreateDirectory(node.At("source"));

        var create = () => node.CreateAsync(TestNode.Shell("true") with { Mounts = [new BindMount { Source = node.At("source"), Target = "/x", MapIds = true }] });

        await create.Should().ThrowAsync<MountException>().WithMessage("*'/x'*UserNamespace*");
    }
}
