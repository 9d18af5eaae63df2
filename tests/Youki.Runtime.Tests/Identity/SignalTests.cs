namespace Youki.Runtime.Tests.Identity;

public sealed class SignalTests
{
    [Theory]
    [InlineData("TERM", 15, "TERM")]
    [InlineData("sigkill", 9, "KILL")]
    [InlineData("5", 5, "TRAP")]
    [InlineData("7", 7, "BUS")]
    [InlineData("SIGIOT", 6, "ABRT")]
    [InlineData("RTMIN", 34, "RTMIN")]
    [InlineData("SIGRTMIN+3", 37, "RTMIN+3")]
    [InlineData("RTMAX-1", 63, "RTMIN+29")]
    [InlineData("64", 64, "RTMIN+30")]
    public void Parse_knows_names_and_numbers(string text, int number, string name)
    {
        var signal = Signal.Parse(text);

        signal.Number.Should().Be(number);
        signal.Name.Should().Be(name);
        Signal.Parse(signal.Name).Should().Be(signal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("65")]
    [InlineData("-1")]
    [InlineData("NOPE")]
    [InlineData("SIG")]
    [InlineData("RTMIN+31")]
    [InlineData("RTMAX-31")]
    public void Parse_refuses_what_is_no_signal(string text) => FluentActions.Invoking(() => Signal.Parse(text)).Should().Throw<FormatException>();
}
