using Youki.Runtime.Tool;
using Youki.Runtime.Tool.Parsing;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class LogTextTests
{
    [Fact]
    public void Parse_nothing_says_nothing() => LogText.Parse([]).Should().BeNull();

    [Fact]
    public void Parse_reads_every_key() =>
        LogText.Parse(["max-size=10m", "max-file=3", "max-age=1h", "compress=true", "retention=24h", "when-full=block"]).Should().Be(new LogConfig
        {
            MaxFileBytes = 10 << 20,
            MaxFiles = 3,
            MaxFileAge = TimeSpan.FromHours(1),
            Compress = true,
            Retention = TimeSpan.FromDays(1),
            WhenDiskIsFull = FullDiskAction.Block,
        });

    [Theory]
    [InlineData("max-sise=10m", "max-size")]
    [InlineData("max-size=ten", "ten")]
    [InlineData("max-file=-1", "max-file")]
    [InlineData("max-file=99999999999", "max-file")]
    [InlineData("compress", "compress")]
    [InlineData("when-full=explode", "drop or block")]
    public void Parse_what_is_no_option_is_refused_by_name(string option, string says) =>
        FluentActions.Invoking(() => LogText.Parse([option])).Should().Throw<UsageException>().WithMessage($"*{says}*");
}
