using System.Text;
using Youki.Runtime.Supervision;

namespace Youki.Runtime.Tests.Supervision;

public sealed class MonitorAnswerTests
{
    [Fact]
    public void Parse_pid() => MonitorAnswer.Parse("{\"data\": 4711}\n"u8).Should().Be(new MonitorAnswer(4711, null));

    [Fact]
    public void Parse_failure() => MonitorAnswer.Parse("{\"data\": -1, \"message\": \"no\\u000a\"}\n"u8).Should().Be(new MonitorAnswer(-1, "no\n"));

    [Theory]
    [InlineData("")]
    [InlineData("{\"data\": 47")]
    [InlineData("{\"data\": 4711}")]
    public void Parse_what_is_not_whole_is_null(string text) => MonitorAnswer.Parse(Encoding.UTF8.GetBytes(text)).Should().BeNull();

    [Fact]
    public void Parse_bytes_that_are_no_text_is_still_a_failure()
    {
        byte[] bytes = [.. "{\"data\": -1, \"message\": \""u8, 0xff, 0xfe, .. "\"}\n"u8];

        MonitorAnswer.Parse(bytes)!.Value.Pid.Should().Be(-1);
    }

    [Fact]
    public void Parse_pid_of_a_monitor_that_knows_no_version() => MonitorAnswer.Parse("{\"pid\": 4711}\n"u8).Should().Be(new MonitorAnswer(4711, null));

    [Theory]
    [InlineData("{\"data\": -1, \"message\": \"not so lo")]
    [InlineData("{\"data\": -1, \"message\": \"not so lo\\")]
    [InlineData("{\"data\": -1, \"message\": \"not so lo\\u00e")]
    [InlineData("{\"pid\": -1, \"message\": \"not so lo\"")]
    public void Parse_a_message_that_is_broken_off_gives_what_there_is(string text)
    {
        MonitorAnswer.Parse(Encoding.UTF8.GetBytes(text + "\n")).Should().Be(new MonitorAnswer(-1, "not so lo"));
        MonitorAnswer.ParseLast(Encoding.UTF8.GetBytes(text)).Should().Be(new MonitorAnswer(-1, "not so lo"));
    }

    [Fact]
    public void A_pid_that_is_broken_off_is_a_failure() => MonitorAnswer.ParseLast("{\"data\": 47"u8)!.Value.Pid.Should().Be(-1);

    [Fact]
    public void What_is_left_of_nothing_is_null() => MonitorAnswer.ParseLast([]).Should().BeNull();

    [Fact]
    public void Parse_garbage_is_a_failure_that_shows_it() => MonitorAnswer.Parse("oops\n"u8).Should().Be(new MonitorAnswer(-1, "oops"));
}
