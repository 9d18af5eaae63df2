using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Tool.Images;

public sealed class ManageImagesTests
{
    [Fact]
    public async Task Pull_prints_the_id_alone_and_images_lists_it()
    {
        await using var registry = await ToolRegistry.StartAsync();
        await using var node = await ToolNode.OpenAsync();
        var image = ToolRegistry.Greeter();
        var reference = await registry.PushAsync("team/greeter", "1", image, TestNode.Token);

        var first = await node.RunAsync("pull", reference);
        var again = await node.RunAsync("pull", reference);
        var listed = await node.RunAsync("images", "--filter", "label=kind=test");

        (first.ExitCode, first.Output).Should().Be((0, $"{image.Id}\n"));
        first.Error.Should().Contain(": done");
        (again.ExitCode, again.Output).Should().Be((0, $"{image.Id}\n"));
        listed.Output.Should().MatchRegex($@"REPOSITORY +TAG +IMAGE ID +CREATED +SIZE\n{registry.Address}/team/greeter +1 +{image.Id.Hex[..12]} ");
        (await node.RunAsync("images", "-q", "nosuch")).All.Should().Be((0, string.Empty, string.Empty));
    }

    [Fact]
    public async Task Pull_chooses_the_platform_and_tells_which_there_are()
    {
        await using var registry = await ToolRegistry.StartAsync();
        await using var node = await ToolNode.OpenAsync();
        var (mine, other) = (ToolRegistry.Greeter(), ToolRegistry.Greeter("hi", ImagePlatform.Parse("linux/riscv64")));
        var reference = await registry.PushAsync("greeter", "1", TestIndex.Of(ImageFormat.Oci, [mine, other]), TestNode.Token);

        (await node.RunAsync("pull", "-q", reference)).All.Should().Be((0, $"{mine.Id}\n", string.Empty));
        (await node.RunAsync("pull", "-q", "--platform=linux/riscv64", reference)).All.Should().Be((0, $"{other.Id}\n", string.Empty));
        var missing = await node.RunAsync("pull", "-q", "--platform=linux/s390x", reference);

        missing.ExitCode.Should().Be(1);
        missing.Error.Should().Contain("linux/riscv64").And.Contain("--platform");
        missing.Error.TrimEnd().Should().NotContain("\n");
    }

    [Fact]
    public async Task Tags_and_images_come_and_go()
    {
        await using var node = await ToolNode.OpenAsync();
        var image = ToolRegistry.Greeter();
        var layout = new LayoutBuilder().Add("greeter", image).WriteTo(node.Node.At("layout"));
        await node.RunAsync("pull", "-q", layout);

        (await node.RunAsync("tag", image.Id.Hex[..12], "greeter:2")).All.Should().Be((0, string.Empty, string.Empty));
        (await node.RunAsync("tag", "greeter:2", "reg.example/greeter:3")).ExitCode.Should().Be(0);
        (await node.RunAsync("image", "rm", "greeter:2")).All.Should().Be((0, "Untagged: greeter:2\n", string.Empty));
        (await node.RunAsync("rmi", "nosuch")).ExitCode.Should().Be(1);
        var byId = await node.RunAsync("rmi", image.Id.Hex[..12]);
        var forced = await node.RunAsync("rmi", "-f", image.Id.Hex[..12]);

        byId.ExitCode.Should().Be(1, "it has two names");
        byId.Error.Should().Contain("-f");
        forced.Output.Should().Contain("Untagged: reg.example/greeter:3\n").And.EndWith($"Deleted: {image.Id}\n");
        (await node.RunAsync("images", "-q")).Output.Should().BeEmpty();
    }

    [Fact]
    public async Task Rmi_image_in_use_is_refused_until_the_container_is_gone()
    {
        await using var node = await ToolNode.OpenAsync();
        var layout = new LayoutBuilder().Add("greeter", ToolRegistry.Greeter()).WriteTo(node.Node.At("layout"));
        await node.RunAsync("create", "-q", "--name", "g", layout);

        var refused = await node.RunAsync("rmi", layout);
        await node.RunAsync("rm", "g");
        var removed = await node.RunAsync("rmi", layout);

        refused.ExitCode.Should().Be(1);
        refused.Error.TrimEnd().Should().NotContain("\n").And.Contain("-f");
        removed.ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Prune_takes_what_no_container_uses()
    {
        await using var node = await ToolNode.OpenAsync();
        var (used, unused) = (ToolRegistry.Greeter(), ToolRegistry.Greeter("unused"));
        await node.RunAsync("create", "-q", "--name", "g", new LayoutBuilder().Add("used", used).WriteTo(node.Node.At("used")));
        await node.RunAsync("pull", "-q", new LayoutBuilder().Add("unused", unused).WriteTo(node.Node.At("unused")));

        var asks = await node.RunAsync("image", "prune", "-a");
        var pruned = await node.RunAsync("image", "prune", "-af");
        var listed = await node.RunAsync("images", "-q", "--no-trunc");

        asks.ExitCode.Should().Be(2);
        pruned.ExitCode.Should().Be(0);
        pruned.Output.Should().Contain($"Deleted: {unused.Id}\n").And.Contain("Total reclaimed space: ");
        listed.Output.Should().Be($"{used.Id}\n");
    }

    [Fact]
    public async Task System_df_and_prune_tell_and_take_what_can_go()
    {
        await using var node = await ToolNode.OpenAsync();
        var image = ToolRegistry.Greeter();
        await node.RunAsync("run", "-q", "--name", "g", new LayoutBuilder().Add("greeter", image).WriteTo(node.Node.At("layout")));

        var before = await node.RunAsync("system", "df");
        var pruned = await node.RunAsync("system", "prune", "-af");
        var after = await node.RunAsync("system", "df", "--format", "json");

        before.Output.Should().MatchRegex(@"Image layers +2 .*\nImage blobs .*\nBroken pulls +0 .*\nContainers +1 ");
        pruned.ExitCode.Should().Be(0);
        pruned.Output.Should().MatchRegex($"^Removed: container-.*\n(Untagged: .*\n)?Deleted: {image.Id}\nTotal reclaimed space of images: ");
        after.Output.Should().Contain("\"layers\": {\n    \"count\": 0");
    }

    [Fact]
    public async Task Verify_finds_and_mends_a_damaged_file()
    {
        await using var node = await ToolNode.OpenAsync();
        var image = ToolRegistry.Greeter();
        await node.RunAsync("pull", "-q", new LayoutBuilder().Add("greeter", image).WriteTo(node.Node.At("layout")));
        (await node.RunAsync("image", "verify", "-q")).Output.Should().EndWith(": whole\n");
        var file = Directory.EnumerateFiles(Path.Combine(node.Node.Options.ImageDirectory, "layers"), "greet", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(file, "echo gotcha\n", TestNode.Token);

        var looked = await node.RunAsync("image", "verify", "-q", "--no-repair");
        var mended = await node.RunAsync("image", "verify", "-q");
        var again = await node.RunAsync("image", "verify", "-q");

        looked.ExitCode.Should().Be(1);
        looked.Output.Should().Contain(": damaged\n  ");
        mended.ExitCode.Should().Be(0);
        mended.Output.Should().Contain("is mended\n");
        again.Output.Should().EndWith(": whole\n");
    }
}
