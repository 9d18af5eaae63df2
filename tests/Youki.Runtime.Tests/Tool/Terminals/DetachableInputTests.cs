using Youki.Runtime.Tool.Terminals;

namespace Youki.Runtime.Tests.Tool.Terminals;

public sealed class DetachableInputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_end_the_input_and_are_told()
    {
        await using var input = new DetachableInput(new MemoryStream("hello abrest"u8.ToArray()), "ab"u8.ToArray());
        using var passed = new MemoryStream();

        await input.CopyToAsync(passed, Token);

        passed.ToArray().Should().Equal("hello "u8.ToArray());
        input.Detached.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public async Task End_of_input_passes_on_what_was_held_back()
    {
        await using var input = new DetachableInput(new MemoryStream("hello a"u8.ToArray()), "ab"u8.ToArray());
        using var passed = new MemoryStream();

        await input.CopyToAsync(passed, Token);

        passed.ToArray().Should().Equal("hello a"u8.ToArray());
        input.Detached.IsCancellationRequested.Should().BeFalse();
    }

    [Fact]
    public async Task Small_reads_lose_nothing()
    {
        await using var input = new DetachableInput(new MemoryStream("aaaaxaab"u8.ToArray()), "aab"u8.ToArray());
        var passed = new List<byte>();
        var one = new byte[1];

        while (await input.ReadAsync(one, Token) > 0)
        {
            passed.Add(one[0]);
        }

        passed.Should().Equal("aaaax"u8.ToArray());
    }
}
