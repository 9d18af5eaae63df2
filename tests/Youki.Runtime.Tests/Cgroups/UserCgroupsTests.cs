using Youki.Runtime.Cgroups;

namespace Youki.Runtime.Tests.Cgroups;

public sealed class UserCgroupsTests
{
    private const string Session = "/user.slice/user-1000.slice/user@1000.service/app.slice/run-1.scope";

    [Theory]
    [InlineData("/user.slice/user-1000.slice/user@1000.service", "/user.slice/user-1000.slice/user@1000.service")]
    [InlineData("/user.slice/user-1000.slice/user@1000.service/app.slice", "/user.slice/user-1000.slice/user@1000.service/app.slice")]
    public void Find_gives_the_topmost_that_was_given_above_the_process(string given, string expected) =>
        UserCgroups.Find(Session, path => path.StartsWith(given, StringComparison.Ordinal)).Should().Be(expected);

    [Fact]
    public void Find_of_only_the_own_cgroup_gives_none() => UserCgroups.Find(Session, path => path == Session).Should().BeNull();

    [Fact]
    public void Find_does_not_pass_over_one_that_was_not_given() => UserCgroups.Find(Session, path => path is "/user.slice" or Session).Should().BeNull();

    [Fact]
    public void Find_reaches_the_root() => UserCgroups.Find("/a/b", _ => true).Should().Be("/");

    [Theory]
    [InlineData("/")]
    [InlineData(null)]
    public void Find_without_a_cgroup_above_gives_none(string? own) => UserCgroups.Find(own, _ => true).Should().BeNull();
}
