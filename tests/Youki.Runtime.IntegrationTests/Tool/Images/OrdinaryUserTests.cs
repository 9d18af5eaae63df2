using System.Diagnostics;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Tool.Images;

/// <summary>Who is not root can fetch and unpack images too.</summary>
public sealed class OrdinaryUserTests : IDisposable
{
    private const string Nobody = "65534";

    private readonly string _directory = Directory.CreateTempSubdirectory("youki-user-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Pull_by_an_ordinary_user_leaves_out_device_nodes_and_says_so()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"), "needs root, and setpriv to become somebody else");
        Assert.SkipUnless(await AsNobodyAsync("test", "-r", ToolProcess.Program) is (0, _, _), "the build is where an ordinary user cannot read it");
        File.SetUnixFileMode(_directory, (UnixFileMode)0x1ED);
        var image = new ImageBuilder()
            .Layer(layer => layer.Directory("dev").CharacterDevice("dev/null", 1, 3).BlockDevice("dev/sda", 8, 0).File("dev/file", "inside").Whiteout("dev/gone"))
            .Build();
        var reference = new LayoutBuilder().Add("devices", image).WriteTo(Path.Combine(_directory, "layout"));
        var images = Directory.CreateDirectory(Path.Combine(_directory, "images")).FullName;
        (await RunAsync("chown", "-R", $"{Nobody}:{Nobody}", _directory)).ExitCode.Should().Be(0);

        var (exitCode, output, error) = await AsNobodyAsync("dotnet", ToolProcess.Program, "--debug", "--image-dir", images, "pull", reference);

        exitCode.Should().Be(0, error);
        output.Should().StartWith("sha256:");
        error.Should().Contain($"2 device nodes of layer {image.Layers[0].Digest} were left out, which only root can make");
        var files = Directory.GetDirectories(Path.Combine(images, "layers")).Should().ContainSingle().Subject;
        Directory.GetFileSystemEntries(Path.Combine(files, "fs", "dev")).Select(Path.GetFileName).Should().BeEquivalentTo("file", "gone");
    }

    private Task<(int ExitCode, string Output, string Error)> AsNobodyAsync(params string[] command) =>
        RunAsync(["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "env", $"HOME={_directory}", .. command]);

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(TestNode.Token);
        var error = process.StandardError.ReadToEndAsync(TestNode.Token);
        await process.WaitForExitAsync(TestNode.Token);
        return (process.ExitCode, await output, await error);
    }
}
