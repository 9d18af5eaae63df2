using Youki.Runtime.Bundles;
using Youki.Runtime.Supervision;
using Youki.Runtime.Tests.Support;

namespace Youki.Runtime.Tests.Supervision;

public sealed class MonitorArgumentsTests
{
    [Fact]
    public void For_a_plain_container() => Check(Sample.Record(), "Golden/plain.txt");

    [Fact]
    public void For_a_container_with_everything() => Check(
        Sample.Record() with
        {
            Config = new ContainerConfig { Image = "dir:/image", OpenStdin = true },
            Runtime = Sample.Runtime with { SystemdCgroup = true },
            ExitCommand = ["/usr/bin/cleaner", "--of", "web 1"],
        },
        "Golden/everything.txt");

    [Theory]
    [InlineData(null, null, null, "")]
    [InlineData(true, null, null, "-i")]
    [InlineData(true, true, null, "-i")]
    [InlineData(true, false, null, "-i --leave-stdin-open")]
    [InlineData(null, null, true, "-t")]
    [InlineData(true, null, true, "-t")]
    [InlineData(true, false, true, "-t")]
    public void For_input_and_terminal(bool? open, bool? once, bool? terminal, string expected)
    {
        var record = Sample.Record() with { Config = new ContainerConfig { Image = "dir:/image", OpenStdin = open, StdinOnce = once, Terminal = terminal } };
        var bundle = new BundleLayout("/bundles", record.Id);

        var arguments = MonitorArguments.For(new LaunchPlan(record, bundle, bundle.Run(3), TimeSpan.FromMinutes(1)));

        string.Join(' ', arguments.Where(argument => argument is "-i" or "-t" or "--leave-stdin-open")).Should().Be(expected);
    }

    private static void Check(ContainerRecord record, string name)
    {
        var bundle = new BundleLayout("/bundles", record.Id);

        Golden.Check(string.Join('\n', MonitorArguments.For(new LaunchPlan(record, bundle, bundle.Run(3), TimeSpan.FromMinutes(1)))), name);
    }
}
