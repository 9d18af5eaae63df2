using Youki.Runtime.Rootfs;
using Youki.Runtime.Tests.Native;

namespace Youki.Runtime.Tests.Rootfs;

public sealed class WorkingDirectoryTests : IDisposable
{
    private const UnixFileMode ForAll = (UnixFileMode)0b111_101_101;

    private readonly TemporaryDirectory _temporary = new();

    [Theory]
    [InlineData("/srv/app/data")]
    [InlineData("//srv//app/data/")]
    [InlineData("/srv/none/../app/data")]
    public void Ensure_missing_directories_makes_them_for_all_to_enter(string path)
    {
        Ensure(path);

        foreach (var made in new[] { "root/srv", "root/srv/app", "root/srv/app/data" })
        {
            File.GetUnixFileMode(_temporary[made]).Should().Be(ForAll);
        }
    }

    [Fact]
    public void Ensure_present_directory_leaves_its_mode()
    {
        _temporary.MakeDirectory("root/srv");
        File.SetUnixFileMode(_temporary["root/srv"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Ensure("/srv");
        Ensure("/");

        File.GetUnixFileMode(_temporary["root/srv"]).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("/outside")]
    [InlineData("../../outside")]
    public void Ensure_link_that_would_lead_out_stays_inside(string target)
    {
        _temporary.MakeDirectory("outside");
        _temporary.MakeDirectory("root/outside");
        _temporary.Link("root/work", target);

        Ensure("/work/deep");

        Directory.Exists(_temporary["root/outside/deep"]).Should().BeTrue();
        _temporary.ReadNames("outside").Should().BeEmpty();
    }

    [Theory]
    [InlineData("/file")]
    [InlineData("/file/deep")]
    [InlineData("/loop/deep")]
    public void Ensure_something_else_in_the_way_throws(string path)
    {
        _temporary.Write("root/file", "text");
        _temporary.Link("root/loop", "loop");

        var ensure = () => Ensure(path);

        ensure.Should().Throw<ImageException>().WithMessage($"*{path}*");
    }

    [Theory]
    [InlineData("/proc/self/fd/7")]
    [InlineData("proc")]
    public void Ensure_link_into_proc_throws(string target)
    {
        _temporary.MakeDirectory("root/proc/self/fd/7");
        _temporary.Link("root/work", target);

        var ensure = () => Ensure("/work");

        ensure.Should().Throw<ImageException>().WithMessage("*leads into /proc*CVE-2024-21626*");
    }

    public void Dispose() => _temporary.Dispose();

    private void Ensure(string path)
    {
        _temporary.MakeDirectory("root");
        WorkingDirectory.Ensure(_temporary["root"], path, "dir:/srv/root");
    }
}
