using Youki.Runtime.Rootfs;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Rootfs;

public sealed class AccountLookupTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public AccountLookupTests()
    {
        _root.Write("etc/passwd", """
            root:x:0:0:root:/root:/bin/sh
            # a remark
            app:x:1000:1001:App:/home/app:/bin/sh
            app:x:2000:2000:Second of this name:/other:/bin/sh
            big:x:4294967296:0::/:/bin/sh
            minus:x:-1:0::/:/bin/sh
            empty:x:::::
            bare:x:1500:1500:no home:relative:/bin/sh
            1234:x:77:77:a name of digits:/digits:/bin/sh
            cut:x:5
            """);
        _root.Write("etc/group", """
            root:x:0:
            wheel:x:10:root,app
            app:x:1001:
            video:x:44:other,app
            other:x:45:application
            big:x:99999999999:nobody
            """);
    }

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData(null, 0, 0, "/root", new uint[] { 0, 10 })]
    [InlineData("root", 0, 0, "/root", new uint[] { 0, 10 })]
    [InlineData("app", 1000, 1001, "/home/app", new uint[] { 1001, 10, 44 })]
    [InlineData("1000", 1000, 1001, "/home/app", new uint[] { 1001, 10, 44 })]
    [InlineData("app:video", 1000, 44, "/home/app", new uint[] { 44 })]
    [InlineData("app:7", 1000, 7, "/home/app", new uint[] { 7 })]
    [InlineData("1000:wheel", 1000, 10, "/home/app", new uint[] { 10 })]
    [InlineData("12:34", 12, 34, "/", new uint[] { 34 })]
    [InlineData("2147483647", 2147483647, 0, "/", new uint[] { 0 })]
    [InlineData("1234", 1234, 0, "/", new uint[] { 0 })]
    [InlineData("bare", 1500, 1500, "/", new uint[] { 1500 })]
    public void Resolve_of_a_good_user_finds_its_numbers(string? user, uint uid, uint gid, string home, uint[] groups) =>
        Resolve(user).Should().BeEquivalentTo(new { Uid = uid, Gid = gid, Home = home, AdditionalGids = groups }, options => options.WithStrictOrdering());

    [Theory]
    [InlineData("4294967296")]
    [InlineData("4294967295")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999999999")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("\u0661")]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("app:")]
    [InlineData(":app")]
    [InlineData("app:app:app")]
    [InlineData(" app")]
    [InlineData("app\n")]
    [InlineData("app\0")]
    [InlineData("app:4294967296")]
    [InlineData("0:-1")]
    public void Resolve_of_a_bad_user_throws(string user)
    {
        var resolve = () => Resolve(user);

        resolve.Should().Throw<ContainerConfigException>().WithMessage("*is not valid*");
    }

    [Theory]
    [InlineData("nobody", "*User 'nobody' is not in /etc/passwd*")]
    [InlineData("0x10", "*User '0x10' is not in*")]
    [InlineData("cut", "*User 'cut' is not in*")]
    [InlineData("app:nogroup", "*Group 'nogroup' is not in /etc/group*")]
    public void Resolve_of_an_unknown_name_throws(string user, string message)
    {
        var resolve = () => Resolve(user);

        resolve.Should().Throw<ContainerConfigException>().WithMessage(message);
    }

    [Theory]
    [InlineData("big")]
    [InlineData("minus")]
    [InlineData("empty")]
    [InlineData("app:big")]
    public void Resolve_of_a_name_with_a_bad_number_is_not_root(string user)
    {
        var resolve = () => Resolve(user);

        resolve.Should().Throw<ImageException>().WithMessage("*no valid*");
    }

    [Fact]
    public void Resolve_of_numbers_needs_no_files()
    {
        Directory.Delete(_root["etc"], recursive: true);

        Resolve("5:6").Should().BeEquivalentTo(new { Uid = 5, Gid = 6, Home = "/" });
        Resolve(null).Home.Should().Be("/root");
    }

    private ContainerUser Resolve(string? user) => AccountLookup.Resolve(user, _root.Path, "dir:/image");
}
