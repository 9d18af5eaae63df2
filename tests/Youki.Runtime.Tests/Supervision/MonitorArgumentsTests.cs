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

    private static void Check(ContainerRecord record, string name)
    {
        var bundle = new BundleLayout("/bundles", record.Id);

        Golden.Check(string.Join('\n', MonitorArguments.For(new LaunchPlan(record, bundle, bundle.Run(3), TimeSpan.FromMinutes(1)))), name);
    }
}
