using System.Diagnostics;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Tests.Execution;

public sealed class DetachScriptTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Program_has_none_of_the_descriptors_that_its_caller_was_started_with()
    {
        var output = new DetachedOutput { File = _folder.At("output"), ThirdFile = _folder.At("third") };
        var listing = new CommandLine { Program = "/bin/sh", Arguments = ["-c", "ls -l /proc/self/fd/"] };
        var script = DetachScript.Wrap(listing, output, []);
        var held = _folder.At("held");

        using var process = Process.Start("/bin/sh", ["-c", $"for n in 3 4 5 6 7 8 9; do eval \"exec $n>'{held}'\"; done; exec \"$@\"", "sh", script.Program, .. script.Arguments]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.Should().Be(0);
        (await File.ReadAllTextAsync(output.File, TestContext.Current.CancellationToken)).Should().Contain(" -> " + output.ThirdFile).And.NotContain(held);
    }
}
