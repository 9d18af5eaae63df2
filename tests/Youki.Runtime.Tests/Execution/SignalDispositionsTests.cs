using Youki.Runtime.Execution;

namespace Youki.Runtime.Tests.Execution;

public sealed class SignalDispositionsTests
{
    [Theory]
    [InlineData("0000000000000000", true)]
    [InlineData("0000000000001000", true)]
    [InlineData("0000000000001002", false)]
    [InlineData("0000000000000001", false)]
    [InlineData("8000000000000000", false)]
    public void Whatever_is_ignored_but_sigpipe_is_to_be_reset(string mask, bool reset) =>
        SignalDispositions.IsReset(["Name:\tdotnet", $"SigIgn:\t{mask}", "SigCgt:\t0000000000000000"]).Should().Be(reset);
}
