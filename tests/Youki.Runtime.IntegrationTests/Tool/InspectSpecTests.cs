using System.Text.Json;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Tool;

/// <summary>Looking at the spec of a container, and why it is so.</summary>
public sealed class InspectSpecTests
{
    [Fact]
    public async Task Spec_is_the_bundle_s_and_each_field_of_it_has_a_reason()
    {
        await using var node = await ToolNode.OpenAsync();
        var id = ContainerId.Parse((await node.RunAsync("create", "--name", "web", "-e", "A=1", "-m", "64m", "--security-opt", "seccomp=builtin", ToolNode.Image, "true")).Output.Trim());

        var spec = await node.RunAsync("inspect", "--spec", "web");
        var why = await node.RunAsync("inspect", "--spec", "--why", "web");
        var json = await node.RunAsync("--format", "json", "inspect", "--spec", "--why", "web");

        using var printed = JsonDocument.Parse(spec.Output);
        using var config = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(node.Node.Bundle(id), "config.json"), TestNode.Token));
        JsonElement.DeepEquals(printed.RootElement, config.RootElement).Should().BeTrue();
        why.Output.Should().MatchRegex("(?m)^process\\.env\\[A\\] +\"A=1\" +ContainerConfig.EnvVars$")
            .And.MatchRegex("(?m)^linux\\.resources\\.memory\\.limit +67108864 +ContainerConfig.*$")
            .And.MatchRegex("(?m)^linux\\.seccomp .* the default profile.*$")
            .And.NotContain("not written down");
        using var reasons = JsonDocument.Parse(json.Output);
        reasons.RootElement.EnumerateArray().Single(reason => reason.GetProperty("path").GetString() == "process.env[A]").GetProperty("author").GetString().Should().Be("ProcessContributor");
    }

    [Fact]
    public async Task Why_without_spec_is_a_mistake()
    {
        await using var node = await ToolNode.OpenAsync();

        var result = await node.RunAsync("inspect", "--why", "web");

        result.ExitCode.Should().NotBe(0);
        result.Error.Should().Contain("--spec");
    }
}
