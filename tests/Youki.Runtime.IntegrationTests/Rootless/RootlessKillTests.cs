using Youki.Runtime.IntegrationTests.Faults;

namespace Youki.Runtime.IntegrationTests.Rootless;

/// <summary>The process of an ordinary user dies by SIGKILL, and the next one cleans up, files of the user's subordinate ids too.</summary>
public sealed class RootlessKillTests
{
    private const string Loop = "trap 'exit 3' TERM; while :; do sleep 0.02; done";

    // When nothing is copied yet, when the copy is whole and has no name, and when its removal has begun.
    [Theory]
    [InlineData("Ran newgidmap", "create")]
    [InlineData("Ran unshare", "create")]
    [InlineData("remove, step release", "remove")]
    public async Task What_a_killed_process_has_left_goes_with_the_next(string line, string operation)
    {
        await using var user = await OrdinaryUser.MakeAsync();
        await RootlessTests.LoadAsync(user, ManyOwners.Build());
        if (operation == "remove")
        {
            (await RunAsync(user, "", "create", "web", "test", Loop)).ExitCode.Should().Be(0);
        }

        var killed = await RunAsync(user, line, [operation, "web", .. operation == "create" ? ["test", Loop] : Array.Empty<string>()]);
        var left = user.Leftovers();
        var next = await RunAsync(user, "", "recover");

        killed.ExitCode.Should().Be(ChildProcess.Killed, killed.Output);
        left.Should().NotBeEmpty();
        next.ExitCode.Should().Be(0, next.Output);
        await user.AssertNothingIsLeftAsync();
    }

    private static Task<(int ExitCode, string Output)> RunAsync(OrdinaryUser user, string line, params string[] operation)
    {
        var options = new YoukiRuntimeOptions
        {
            Runtime = "runc",
            StateDirectory = Path.Combine(user.State, "youki"),
            BundleDirectory = user.Bundles,
            ImageDirectory = user.Images,
        };
        return user.CommandAsUserAsync(ChildProcess.CommandLine(options, line, operation));
    }
}
