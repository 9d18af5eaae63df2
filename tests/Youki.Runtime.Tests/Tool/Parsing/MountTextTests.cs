using Youki.Runtime.Tool;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class MountTextTests
{
    private const UnixFileMode Mode0700 = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static TheoryData<string, ContainerMount> ShortForms => new()
    {
        { "/srv:/data", new BindMount { Source = "/srv", Target = "/data", CreateHostPath = true } },
        { "./srv:/data:ro,rslave", new BindMount { Source = "/home/me/srv", Target = "/data", CreateHostPath = true, ReadOnly = true, Propagation = MountPropagation.RecursiveSlave } },
        { "/srv:/data:rro", new BindMount { Source = "/srv", Target = "/data", CreateHostPath = true, RecursiveReadOnly = true } },
        { "name:/data:ro,nocopy", new VolumeMount { Name = "name", Target = "/data", ReadOnly = true, NoCopy = true } },
        { "/data", new VolumeMount { Target = "/data" } },
    };

    public static TheoryData<string, ContainerMount> LongForms => new()
    {
        { "type=bind,src=/srv,dst=/data,readonly,bind-propagation=rshared", new BindMount { Source = "/srv", Target = "/data", ReadOnly = true, Propagation = MountPropagation.RecursiveShared } },
        { "type=bind,source=srv,target=/data,bind-recursive=readonly,bind-allow-protected", new BindMount { Source = "/home/me/srv", Target = "/data", RecursiveReadOnly = true, AllowProtectedPaths = true } },
        { "source=name,target=/data,volume-subpath=a/b,volume-nocopy=true", new VolumeMount { Name = "name", Target = "/data", SubPath = "a/b", NoCopy = true } },
        {
            "source=n,target=/d,volume-driver=local,volume-opt=type=tmpfs,\"volume-opt=o=size=1m,noexec\"",
            new VolumeMount { Name = "n", Target = "/d", Driver = "local", DriverOptions = new Dictionary<string, string> { ["type"] = "tmpfs", ["o"] = "size=1m,noexec" } }
        },
        { "type=tmpfs,target=/t,tmpfs-size=64k,tmpfs-mode=0700", new TmpfsMount { Target = "/t", SizeBytes = 65536, Mode = Mode0700 } },
        { "type=empty,target=/e,memory,size=1m", new EmptyDirMount { Target = "/e", InMemory = true, SizeBytes = 1024 * 1024 } },
        { "type=secret,src=a/password,uid=5", new FileMount { Name = "/run/secrets/password", Target = "/run/secrets/password", Uid = 5 } },
    };

    [Theory]
    [MemberData(nameof(ShortForms))]
    public void Parse_of_docker_s_short_form(string text, ContainerMount expected) => VolumeText.Parse(text, "/home/me").Should().BeEquivalentTo(expected, options => options.RespectingRuntimeTypes());

    [Theory]
    [MemberData(nameof(LongForms))]
    public void Parse_of_docker_s_long_form(string text, ContainerMount expected) => MountText.Parse(text, "/home/me").Should().BeEquivalentTo(expected, options => options.RespectingRuntimeTypes());

    [Fact]
    public void Parse_of_a_tmpfs() => TmpfsText.Parse("/t:rw,noexec,size=64m,mode=700,uid=5,exec").Should().BeEquivalentTo(
        new TmpfsMount { Target = "/t", SizeBytes = 64 << 20, Mode = Mode0700, Uid = 5, AllowExec = true }, options => options.RespectingRuntimeTypes());

    [Theory]
    [InlineData("/a:/b:z", "chcon")]
    [InlineData("/a:/b:Z", "chcon")]
    [InlineData("name:/b:rslave", "not an option")]
    [InlineData("/a:/b:ro:x", "--mount")]
    public void Parse_of_what_cannot_be_done_names_it(string text, string named) =>
        FluentActions.Invoking(() => VolumeText.Parse(text, "/")).Should().Throw<UsageException>().Which.Message.Should().Contain(named);

    [Theory]
    [InlineData("type=image,src=x,dst=/y", "not supported")]
    [InlineData("type=npipe,src=x,dst=/y", "no type")]
    [InlineData("type=bind,src=/x", "target is missing")]
    [InlineData("type=bind,src=/x,dst=/y,target=/z", "twice")]
    [InlineData("type=bind,src=/x,dst=/y,consistency=cached", "'consistency' is not known")]
    [InlineData("type=tmpfs,dst=/y,tmpfs-mode=9", "not a mode")]
    [InlineData("type=bind,src=/x,dst=/y,bind-propagation=up", "not a propagation")]
    [InlineData("type=bind,src=/x,dst=/y,readonly=maybe", "true or false")]
    public void Parse_of_a_long_form_that_is_wrong_names_it(string text, string named) =>
        FluentActions.Invoking(() => MountText.Parse(text, "/")).Should().Throw<UsageException>().Which.Message.Should().Contain(named);

    [Fact]
    public void Secret_is_read_from_a_file_within_its_size()
    {
        var path = Path.Combine(Path.GetTempPath(), $"youki-secret-{Guid.NewGuid():N}");
        File.WriteAllText(path, "x");
        try
        {
            SecretText.Read($"src={path},target=/s", "/").Key.Should().Be("/s");
            File.WriteAllBytes(path, new byte[(1 << 20) + 1]);
            FluentActions.Invoking(() => SecretText.Read($"src={path}", "/")).Should().Throw<UsageException>().Which.Message.Should().Contain("1048576");
        }
        finally
        {
            File.Delete(path);
        }

        FluentActions.Invoking(() => SecretText.Read($"src={path}", "/")).Should().Throw<UsageException>().Which.Message.Should().Contain("cannot be read");
    }
}
