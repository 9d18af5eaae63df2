using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.TestImages;
using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.IntegrationTests.Tool.Images;

public sealed class TransferImagesTests
{
    [Fact]
    public async Task Login_opens_a_registry_with_accounts_over_tls()
    {
        using var authority = new TestAuthority();
        await using var registry = await ToolRegistry.StartAsync(new() { Account = new() { UserName = "ada", Password = "pass:word" }, Authority = authority });
        await using var node = await ToolNode.OpenAsync();
        var reference = await registry.PushAsync("greeter", "1", ToolRegistry.Greeter(), TestNode.Token);
        string[] trusting = ["--ca-file", $"{registry.Address}={authority.CertificateFile}"];

        var distrusted = await node.RunAsync("pull", "-q", reference);
        var anonymous = await node.RunAsync([.. trusting, "pull", "-q", reference]);
        var wrong = await node.RunAsync("wrong\n"u8.ToArray(), [.. trusting, "login", "-u", "ada", "--password-stdin", registry.Address]);
        var login = await node.RunAsync("pass:word\n"u8.ToArray(), [.. trusting, "login", "-u", "ada", "--password-stdin", registry.Address]);
        var pulled = await node.RunAsync([.. trusting, "pull", "-q", reference]);
        await node.RunAsync("tag", reference, $"{registry.Address}/copy:1");
        var pushed = await node.RunAsync([.. trusting, "push", "-q", $"{registry.Address}/copy:1"]);
        var logout = await node.RunAsync([.. trusting, "logout", registry.Address]);
        var after = await node.RunAsync([.. trusting, "pull", "-q", reference]);

        distrusted.ExitCode.Should().Be(1);
        distrusted.Error.Should().Contain("certificate").And.Contain($"--ca-file {registry.Address}=FILE");
        anonymous.ExitCode.Should().Be(1);
        anonymous.Error.Should().Contain($"youkictl login {registry.Address}");
        wrong.ExitCode.Should().Be(1);
        wrong.Error.Should().NotContain("wrong\n").And.NotContain("youkictl login");
        login.ExitCode.Should().Be(0);
        login.Output.Should().Contain(node.Node.Path, "credentials go to the home directory of this test");
        pulled.ExitCode.Should().Be(0);
        pushed.ExitCode.Should().Be(0);
        pushed.Output.Should().MatchRegex("^sha256:[0-9a-f]{64}\n$");
        logout.Output.Should().Contain("forgotten");
        after.ExitCode.Should().Be(1);
        foreach (var result in new[] { distrusted, anonymous, wrong, after })
        {
            result.Error.TrimEnd().Should().NotContain("\n");
        }
    }

    [Fact]
    public async Task Push_sends_what_another_store_pulls()
    {
        await using var registry = await ToolRegistry.StartAsync();
        await using var node = await ToolNode.OpenAsync();
        var image = ToolRegistry.Greeter();
        await node.RunAsync("pull", "-q", new LayoutBuilder().Add("greeter", image).WriteTo(node.Node.At("layout")));
        await node.RunAsync("tag", image.Id.Value, $"{registry.Address}/greeter:1");

        var pushed = await node.RunAsync("push", $"{registry.Address}/greeter:1");
        var pulled = await node.RunAsync("--image-dir", node.Node.At("other"), "pull", "-q", $"{registry.Address}/greeter@{pushed.Output.Trim()}");

        pushed.All.Should().Match<(int ExitCode, string Output, string Error)>(all => all.ExitCode == 0 && all.Output == $"{image.Digest}\n");
        pushed.Error.Should().Contain(": pushing").And.Contain(": done");
        pulled.All.Should().Be((0, $"{image.Id}\n", string.Empty));
    }

    [Theory]
    [InlineData("save", "load", "-i")]
    [InlineData("image export", "image import", null)]
    [InlineData("save --format=oci", "load", "-i")]
    public async Task Archive_carries_an_image_to_another_store(string export, string import, string? option)
    {
        await using var node = await ToolNode.OpenAsync();
        var image = ToolRegistry.Greeter();
        await node.RunAsync("pull", "-q", new LayoutBuilder().Add("greeter", image).WriteTo(node.Node.At("layout")));
        await node.RunAsync("tag", image.Id.Value, "greeter:1");
        var file = node.Node.At("greeter.tar");
        string[] elsewhere = ["--image-dir", node.Node.At("other")];

        var exported = await node.RunAsync([.. export.Split(' '), "-o", file, "greeter:1"]);
        var imported = await node.RunAsync([.. elsewhere, .. import.Split(' '), "-q", .. option is null ? new[] { file } : [option, file]]);
        var ran = await node.RunAsync([.. elsewhere, "run", "--rm", "--pull=never", "greeter:1"]);

        exported.All.Should().Be((0, string.Empty, string.Empty));
        imported.All.Should().Be((0, "Loaded image: greeter:1\n", string.Empty));
        ran.All.Should().Be((0, "hello world\n", string.Empty));
    }

    [Fact]
    public async Task Archive_goes_through_a_pipe()
    {
        await using var node = await ToolNode.OpenAsync();
        var image = ToolRegistry.Greeter();
        await node.RunAsync("pull", "-q", new LayoutBuilder().Add("greeter", image).WriteTo(node.Node.At("layout")));
        await node.RunAsync("tag", image.Id.Value, "greeter:1");

        var exported = await node.RunAsync("save", "greeter:1");
        var imported = await node.RunAsync(exported.Bytes, "--image-dir", node.Node.At("other"), "load", "-q");

        imported.All.Should().Be((0, "Loaded image: greeter:1\n", string.Empty));
    }

    [Fact]
    public async Task Commit_makes_an_image_of_what_diff_tells()
    {
        await using var node = await ToolNode.OpenAsync();
        var layout = new LayoutBuilder().Add("greeter", ToolRegistry.Greeter()).WriteTo(node.Node.At("layout"));
        await node.RunAsync("run", "-q", "--name", "g", "--entrypoint", "sh", layout, "-c", "echo 'echo changed \"$@\"' > /greet; touch /tmp/new; rm /bin/yes");

        var diff = await node.RunAsync("diff", "g");
        var committed = await node.RunAsync("commit", "-m", "test", "-c", "CMD [\"all\"]", "-c", "ENV A=1", "g", "changed:1");
        var ran = await node.RunAsync("run", "--rm", "--pull=never", "changed:1");
        var inspected = await node.RunAsync("image", "inspect", "changed:1");
        var exported = await node.RunAsync("export", "g");

        diff.Output.Split('\n').Should().Contain(["C /greet", "A /tmp/new", "D /bin/yes"]);
        committed.Output.Should().MatchRegex("^sha256:[0-9a-f]{64}\n$");
        ran.All.Should().Be((0, "changed all\n", string.Empty));
        inspected.Output.Should().Contain("\"A=1\"").And.Contain("\"PATH=/bin\"").And.Contain("\"comment\": \"test\"");
        exported.ExitCode.Should().Be(0);
        exported.Output.Should().Contain("tmp/new");
    }
}
