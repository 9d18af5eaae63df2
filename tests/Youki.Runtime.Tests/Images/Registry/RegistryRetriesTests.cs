using System.Net;
using Youki.Runtime.Images.Registry.Connections;

namespace Youki.Runtime.Tests.Images.Registry;

public sealed class RegistryRetriesTests
{
    private readonly RecordedWaits _time = new();
    private readonly List<int> _attempts = [];

    [Fact]
    public async Task Waits_grow_up_to_a_limit()
    {
        await RunAsync(new RetryPace { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(20) }, 10, () => new IOException("reset"));

        _time.Waits.Should().HaveCount(10).And.OnlyContain(wait => wait <= TimeSpan.FromSeconds(20));
        _time.Waits[0].Should().BeLessThan(TimeSpan.FromSeconds(4), "the first is short");

        // By chance a single wait may be short at any time, as two callers' may be next to each other; three in a row are not.
        _time.Waits.Skip(7).Should().Contain(wait => wait >= TimeSpan.FromSeconds(10), "the last ones are long");
        _attempts.Should().Equal(Enumerable.Range(1, 10));
    }

    [Fact]
    public async Task Waits_are_not_the_same_for_all()
    {
        for (var caller = 0; caller < 20; caller++)
        {
            await RunAsync(new RetryPace { First = TimeSpan.FromSeconds(1) }, 1, () => new IOException("reset"));
        }

        _time.Waits.Distinct().Should().HaveCountGreaterThan(1, "callers that failed together should not come back together");
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Thu, 01 Jan 1970 00:00:09 GMT", 9)]
    [InlineData("86400", 60)]
    public async Task Registry_s_own_wish_is_granted_within_a_limit(string retryAfter, int seconds)
    {
        await RunAsync(new RetryPace(), 1, () => Refusal(retryAfter));

        _time.Waits.Should().Equal(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Wed, 31 Dec 1969 00:00:00 GMT")]
    public async Task Wish_for_no_wait_is_granted(string retryAfter)
    {
        await RunAsync(new RetryPace(), 1, () => Refusal(retryAfter));

        _time.Waits.Should().BeEmpty();
    }

    private TransientAnswerException Refusal(string retryAfter)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return new TransientAnswerException(new RegistryException("web", "registry.example", "Later.", answer.StatusCode), RetryAfterHeader.Read(answer, _time));
    }

    private async Task RunAsync(RetryPace pace, int limit, Func<Exception> fail)
    {
        var retries = RegistryRetries.Create(limit, pace, _time, (_, attempt) => _attempts.Add(attempt), _ => true);
        var failures = 0;
        await retries.ExecuteAsync(_ => failures++ < limit ? throw fail() : ValueTask.CompletedTask, TestContext.Current.CancellationToken);
        failures.Should().Be(limit + 1);
    }
}
