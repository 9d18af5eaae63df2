using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Time.Testing;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Tests.Images.Registry;

public sealed class RegistryBlobTests
{
    private static readonly byte[] Content = RegistryBench.Content(300_000);
    private static readonly ContentDescriptor Blob = RegistryBench.Describe(Content);
    private static readonly string Url = $"https://registry.example/v2/web/blobs/{Blob.Digest}";

    [Fact]
    public async Task Broken_blob_goes_on_by_range()
    {
        using var bench = new RegistryBench(new ScriptedRegistry()
            .On(Url, _ => Part(0, 100_000), times: 1)
            .On(Url, request => Part(Begin(request), 250_000), times: 1)
            .On(Url, request => Part(Begin(request))));

        (await bench.ReadBlobAsync(Blob)).Should().Equal(Content);
        bench.Script.Requests.Select(request => request.Range).Should().Equal(null, "bytes=100000-", "bytes=250000-");
    }

    [Fact]
    public async Task Blob_from_an_offset_asks_for_the_rest_only()
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(Url, request => Part(Begin(request))));

        (await bench.ReadBlobAsync(Blob, 299_000)).Should().Equal(Content[299_000..]);
    }

    [Fact]
    public async Task Blob_from_its_end_asks_for_nothing()
    {
        using var bench = new RegistryBench();

        (await bench.ReadBlobAsync(Blob, Content.Length)).Should().BeEmpty();
    }

    [Fact]
    public async Task Range_that_is_ignored_is_skipped_to()
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(Url, _ => Part(0, 100_000), times: 1).On(Url, _ => Part(0)));

        (await bench.ReadBlobAsync(Blob)).Should().Equal(Content);
        (await bench.ReadBlobAsync(Blob, 200_000)).Should().Equal(Content[200_000..]);
    }

    [Fact]
    public async Task Range_that_is_refused_is_asked_for_as_a_whole()
    {
        using var bench = new RegistryBench(new ScriptedRegistry()
            .On(request => request.Range is not null, _ => ScriptedRegistry.Status(HttpStatusCode.RequestedRangeNotSatisfiable))
            .On(Url, _ => Part(0)));

        (await bench.ReadBlobAsync(Blob, 1000)).Should().Equal(Content[1000..]);
    }

    [Fact]
    public async Task Another_range_than_was_asked_for_is_refused()
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(Url, request => Part(Begin(request) + 1)));

        var read = () => bench.ReadBlobAsync(Blob, 1000);

        await read.Should().ThrowAsync<RegistryException>().WithMessage("*bytes 1000 to 299999*");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Length_that_is_not_the_descriptors_is_refused_at_once(int more)
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(Url, _ => ScriptedRegistry.Bytes(new byte[Content.Length + more])));

        var read = () => bench.ReadBlobAsync(Blob);

        (await read.Should().ThrowAsync<ImageDamagedException>()).Which.Digest.Should().Be(Blob.Digest);
        bench.Script.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task More_bytes_without_a_length_are_refused()
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(Url, _ => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new UnseekableStream([.. Content, 0])),
        }));

        var read = () => bench.ReadBlobAsync(Blob);

        await read.Should().ThrowAsync<ImageDamagedException>().WithMessage("*more than the 300000 bytes*");
    }

    [Fact]
    public async Task Encoded_blob_is_refused()
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(Url, _ =>
        {
            var answer = Part(0);
            answer.Content.Headers.ContentEncoding.Add("gzip");
            return answer;
        }));

        var read = () => bench.ReadBlobAsync(Blob);

        await read.Should().ThrowAsync<RegistryException>().WithMessage("*encoding*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Attempts_without_headway_end(int bytesEach)
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(Url, request => Part(Begin(request), (int)Begin(request) + bytesEach)), new ImageOptions { MaxRetries = 3 });

        var read = () => bench.ReadBlobAsync(Blob);

        await read.Should().ThrowAsync<RegistryException>().WithMessage("*broke off at byte*again and again*");
        bench.Script.Requests.Should().HaveCount(4);
    }

    [Fact]
    public async Task Many_breaks_with_headway_do_not_end_it()
    {
        using var bench = new RegistryBench(
            new ScriptedRegistry().On(Url, request => Part(Begin(request), Math.Min((int)Begin(request) + 70_000, Content.Length))), new ImageOptions { MaxRetries = 1 });

        (await bench.ReadBlobAsync(Blob)).Should().Equal(Content);
    }

    [Fact]
    public async Task Stall_is_given_up_and_mended()
    {
        var time = new FakeTimeProvider();
        using var bench = new RegistryBench(new ScriptedRegistry().On(Url, _ => Part(0, 100_000, stalls: true), times: 1).On(Url, request => Part(Begin(request))), time: time);

        var read = bench.ReadBlobAsync(Blob);
        while (bench.Script.Requests.Count < 2)
        {
            time.Advance(TimeSpan.FromSeconds(31));
            await Task.Yield();
        }

        (await read).Should().Equal(Content);
        bench.Script.Requests[1].Range.Should().Be("bytes=100000-");
    }

    [Fact]
    public async Task Blob_that_comes_drop_by_drop_is_given_up()
    {
        var time = new FakeTimeProvider();
        using var bench = new RegistryBench(
            new ScriptedRegistry().On(Url, _ => new HttpResponseMessage { Content = new StreamContent(new TricklingStream(time, Content)) }), new ImageOptions { MaxRetries = 0 }, time: time);

        var read = () => bench.ReadBlobAsync(Blob);

        await read.Should().ThrowAsync<RegistryException>().WithMessage("*only 2 bytes came for 30 s*");
    }

    [Fact]
    public async Task Missing_blob_is_not_found()
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(Url, _ => ScriptedRegistry.Status(HttpStatusCode.NotFound)));

        var read = () => bench.ReadBlobAsync(Blob);

        await read.Should().ThrowAsync<ImageNotFoundException>().WithMessage($"*{Blob.Digest}*");
    }

    private static long Begin(SentRequest request) => request.Range is null ? 0 : RangeHeaderValue.Parse(request.Range).Ranges.Single().From!.Value;

    /// <summary>The content from a byte on, which breaks off before another one.</summary>
    private static HttpResponseMessage Part(long begin, int? breakAt = null, bool stalls = false)
    {
        var body = Content[(int)begin..];
        var answer = new HttpResponseMessage(begin > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.OK)
        {
            Content = new StreamContent(new UnseekableStream(body, breakAt < Content.Length ? breakAt - (int)begin : null, stalls)),
        };
        answer.Content.Headers.ContentLength = body.Length;
        answer.Content.Headers.ContentRange = begin > 0 ? new ContentRangeHeaderValue(begin, Content.Length - 1, Content.Length) : null;
        return answer;
    }
}
