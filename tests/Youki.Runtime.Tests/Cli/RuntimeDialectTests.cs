using Youki.Runtime.Cli;

namespace Youki.Runtime.Tests.Cli;

public sealed class RuntimeDialectTests
{
    [Theory]
    [InlineData("youki", "v2", false)]
    [InlineData("youki", "hybrid", true)]
    [InlineData("youki", "v1", true)]
    [InlineData("runc", "v2", true)]
    [InlineData("crun", "v2", true)]
    public void Device_rules_are_enforced(string runtime, string cgroupMode, bool expected) =>
        RuntimeDialect.Of(runtime).EnforcesDeviceRules(cgroupMode).Should().Be(expected);

    [Theory]
    [InlineData("runc", "1.1.5+ds1", 4)]
    [InlineData("runc", "1.2.0-rc.1", 1)]
    [InlineData("runc", "1.3.0", 0)]
    [InlineData("crun", "1.8.1", 3)]
    [InlineData("youki", "0.7.0", 0)]
    [InlineData("runc", "unknown", 4)]
    public void IgnoredMembers_are_those_of_later_versions(string runtime, string version, int count) => RuntimeDialect.Of(runtime).IgnoredMembers(version).Should().HaveCount(count);

    [Fact]
    public void Of_an_unknown_name_throws() => FluentActions.Invoking(() => RuntimeDialect.Of("kata")).Should().Throw<FormatException>().WithMessage("*kata*");

    [Fact]
    public void Require_names_the_runtime_and_what_would_work() =>
        FluentActions.Invoking(() => YoukiDialect.Instance.Require(RuntimeFeature.ExecInUserNamespace))
            .Should().Throw<FeatureNotSupportedException>().WithMessage("*youki*use runc or crun*");

    [Fact]
    public void Every_refusal_is_a_sentence_with_a_way_out() =>
        Enum.GetValues<RuntimeFlavor>().SelectMany(flavor => RuntimeDialect.Of(flavor).Refusals.Values).Should().OnlyContain(reason => reason.EndsWith('.'));

    [Fact]
    public void Handle_of_a_record_uses_what_was_recorded()
    {
        var identity = new RuntimeIdentity
        {
            Flavor = "runc", Path = "/bin/runc", Version = "1.1.5", Root = "/run/r", CgroupMode = "v2", SystemdCgroup = true,
        };

        var handle = RuntimeHandle.Of(identity, "/run/logs");

        handle.Should().BeEquivalentTo(new { Path = "/bin/runc", Root = "/run/r", SystemdCgroup = true, LogDirectory = "/run/logs" });
        handle.Dialect.Flavor.Should().Be(RuntimeFlavor.Runc);
    }
}
