using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Supervision;

/// <summary>Programs that cannot be executed, which only the process itself finds out, after the start.</summary>
public sealed class StartErrorTests
{
    private const string WriteAndRestart = "[ -e /done ] && exit 0; touch /done";

    public static TheoryData<string, string, string> Programs => new()
    {
        { "youki", "\u007fELF garbage", "ENOEXEC" },
        { "runc", "\u007fELF garbage", "format" },
        { "youki", "#!/no/such/interpreter\n", "ENOENT" },
        { "runc", "#!/no/such/interpreter\n", "no such file" },
        { "runc", "echo text without an interpreter\n", "format" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_program_that_cannot_be_executed_is_a_start_error_with_the_reason(string flavor, string content, string reason)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        // The root file system is the container's own, so the program is put there between two runs.
        var again = await node.CreateAsync(TestNode.Shell(WriteAndRestart));
        await node.Runtime.WaitContainerAsync(again, TestNode.Token);
        var file = $"{node.Bundle(again)}/rootfs/bin/sh";
        File.Delete(file);
        File.WriteAllText(file, content);
        File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        await node.Runtime.StartContainerAsync(again, TestNode.Token);
        var exit = await node.Runtime.WaitContainerAsync(again, TestNode.Token);

        exit.Should().BeEquivalentTo(new { Run = 2, Reason = ExitReason.StartError });
        exit.ExitCode.Should().BeOneOf(1, 255);
        exit.ErrorMessage.Should().Contain("/bin/sh").And.Contain(reason);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task What_a_program_itself_says_of_its_end_is_no_start_error(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (exit, _, _) = await node.RunAsync(TestNode.Shell("echo before; echo 'exec /bin/other: exec format error' >&2; exit 1"));

        exit.Should().BeEquivalentTo(new { ExitCode = 1, Reason = ExitReason.Error });
    }
}
