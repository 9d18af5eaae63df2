using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.IntegrationTests.Support.Registries;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Tool.Images;

public sealed class RunImageTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Run_on_an_empty_store_pulls_runs_and_cleans_up(string flavor)
    {
        await using var registry = await ToolRegistry.StartAsync();
        await using var node = await ToolNode.OpenAsync(flavor);
        var image = ToolRegistry.Greeter();
        var reference = await registry.PushAsync("greeter", "1", image, TestNode.Token);

        var first = await node.RunAsync("run", "--rm", reference);
        var second = await node.RunAsync("run", "--rm", reference, "you", "-x");

        (first.ExitCode, first.Output).Should().Be((0, "hello world\n"));
        image.Layers.Should().AllSatisfy(layer => first.Error.Should().Contain($"{layer.Digest.Hex[..12]}: pulling").And.Contain($"{layer.Digest.Hex[..12]}: done"));
        second.All.Should().Be((0, "hello you -x\n", string.Empty));
        node.Node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Run_entrypoint_replaces_the_images()
    {
        await using var node = await ToolNode.OpenAsync();
        var reference = new LayoutBuilder().Add("greeter", ToolRegistry.Greeter()).WriteTo(node.Node.At("layout"));

        var result = await node.RunAsync("run", "--rm", "-q", "--entrypoint", "/bin/echo", reference, "only", "this");

        result.All.Should().Be((0, "only this\n", string.Empty));
    }

    [Fact]
    public async Task Run_read_only_writes_nothing()
    {
        await using var node = await ToolNode.OpenAsync();
        var reference = new LayoutBuilder().Add("greeter", ToolRegistry.Greeter()).WriteTo(node.Node.At("layout"));

        var result = await node.RunAsync("run", "--rm", "-q", "--read-only", "--entrypoint", "touch", reference, "/new");

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("Read-only file system");
    }

    [Fact]
    public async Task Run_image_id_runs_it_and_inspect_shows_the_image()
    {
        await using var registry = await ToolRegistry.StartAsync();
        await using var node = await ToolNode.OpenAsync();
        var image = ToolRegistry.Greeter();
        var reference = await registry.PushAsync("greeter", "1", image, TestNode.Token);
        await node.RunAsync("pull", reference);

        var result = await node.RunAsync("run", "--name", "g", image.Id.Hex[..12]);
        var inspected = await node.RunAsync("inspect", "g");
        var listed = await node.RunAsync("ps", "-a");

        result.All.Should().Be((0, "hello world\n", string.Empty));
        inspected.Output.Should().Contain($"\"reference\": \"{reference}\"").And.Contain($"\"id\": \"{image.Id}\"");
        listed.Output.Should().Contain(reference).And.Contain("\"/bin/sh /greet");
    }

    [Fact]
    public async Task Run_image_that_cannot_be_had_ends_with_125_and_one_line()
    {
        await using var registry = await ToolRegistry.StartAsync();
        await using var node = await ToolNode.OpenAsync();

        foreach (var arguments in new string[][] { ["--pull=never", "nosuch:1"], ["-q", $"{registry.Address}/nosuch:1"], ["127.0.0.1:1/nosuch:1"] })
        {
            var result = await node.RunAsync(["run", "--rm", .. arguments]);

            result.ExitCode.Should().Be(125);
            result.Output.Should().BeEmpty();
            result.Error.Split('\n')[^2].Should().StartWith("youkictl: ").And.Contain("nosuch");
        }

        node.Node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Run_interrupted_pull_ends_with_130_and_leaves_no_container()
    {
        await using var registry = await ToolRegistry.StartAsync();
        await using var proxy = await FaultProxy.StartAsync(registry.Uri);
        await using var node = await ToolNode.OpenAsync();
        var image = ToolRegistry.Greeter();
        await registry.PushAsync("greeter", "1", image, TestNode.Token);
        var stalls = new TaskCompletionSource();
        proxy.Break(
            request => request.IsBlob && request.Path.EndsWith(image.Layers[0].Digest.Hex, StringComparison.Ordinal),
            exchange =>
            {
                stalls.TrySetResult();
                return RegistryFaults.StallAfter(1000)(exchange);
            });
        using var tool = node.Start("run", "--rm", $"{proxy.Host}/greeter:1");
        await stalls.Task.WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token);

        tool.Signal(Signal.Interrupt);
        var result = await tool.WaitAsync();

        (result.ExitCode, result.Output).Should().Be((130, string.Empty));
        result.Error.Should().NotContain("youkictl:");
        node.Node.AssertNothingIsLeft();
    }
}
