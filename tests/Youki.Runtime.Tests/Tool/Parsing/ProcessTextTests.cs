using Youki.Runtime.Tool;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class ProcessTextTests
{
    [Fact]
    public void ParseLimit_reads_dockers_forms()
    {
        ProcessText.ParseLimit("nofile=1024:2048").Should().Be(new Rlimit { Kind = RlimitKind.Nofile, Soft = 1024, Hard = 2048 });
        ProcessText.ParseLimit("CORE=-1").Should().Be(new Rlimit { Kind = RlimitKind.Core, Soft = -1 });
        ProcessText.ParseLimit("nproc=10:unlimited").Should().Be(new Rlimit { Kind = RlimitKind.Nproc, Soft = 10, Hard = -1 });
    }

    [Theory]
    [InlineData("files=1", "sigpending")]
    [InlineData("5=1", "sigpending")]
    [InlineData("core", "core=SOFT")]
    [InlineData("core=1:2:3", "core=SOFT")]
    [InlineData("core=many", "core=SOFT")]
    public void ParseLimit_what_is_none_is_refused(string text, string says) =>
        FluentActions.Invoking(() => ProcessText.ParseLimit(text)).Should().Throw<UsageException>().WithMessage($"*{says}*");

    [Theory]
    [InlineData("077", 63)]
    [InlineData("0", 0)]
    public void ParseUmask_reads_octal(string text, int umask) => ProcessText.ParseUmask(text).Should().Be(umask);

    [Theory]
    [InlineData("8")]
    [InlineData("1000")]
    [InlineData("")]
    public void ParseUmask_what_is_none_is_refused(string text) => FluentActions.Invoking(() => ProcessText.ParseUmask(text)).Should().Throw<FormatException>();
}
