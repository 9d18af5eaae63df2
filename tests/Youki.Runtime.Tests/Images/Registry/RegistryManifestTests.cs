using System.Net;
using Microsoft.Extensions.Time.Testing;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Tests.Images.Registry;

public sealed class RegistryManifestTests
{
    private const string Manifest = "https://registry.example/v2/web/manifests/";

    [Fact]
    public async Task Manifest_that_comes_drop_by_drop_is_given_up()
    {
        var time = new FakeTimeProvider();
        var body = new TricklingStream(time, new byte[1000]);
        using var bench = new RegistryBench(new ScriptedRegistry().On(Manifest, _ => new HttpResponseMessage { Content = new StreamContent(body) }), new ImageOptions { MaxRetries = 0 }, time: time);

        var fetch = () => bench.FetchAsync();

        await fetch.Should().ThrowAsync<RegistryException>().WithMessage("*only 2 bytes came for 30 s*");
        body.Given.Should().Be(2);
    }

    [Fact]
    public async Task Manifest_has_the_type_of_its_head()
    {
        using var bench = Bench(_ => ScriptedRegistry.Bytes("{ }"u8.ToArray(), MediaTypes.DockerManifestList + "; charset=utf-8"));

        var manifest = await bench.FetchAsync();

        manifest.MediaType.Should().Be(MediaTypes.DockerManifestList);
        manifest.Content.Should().Equal("{ }"u8.ToArray());
    }

    [Fact]
    public async Task Manifest_by_digest_is_checked()
    {
        using var bench = Bench(_ => ScriptedRegistry.Bytes("{ }"u8.ToArray()));

        var fetch = () => bench.FetchAsync($"registry.example/web:1@{Digest.Of("{}"u8)}");

        await fetch.Should().ThrowAsync<ImageDamagedException>();
        bench.Script.Requests.Single().Url.Should().EndWith(Digest.Of("{}"u8).Value);
    }

    [Fact]
    public async Task Digest_in_the_head_that_is_not_the_content_is_an_error()
    {
        using var bench = Bench(_ =>
        {
            var answer = ScriptedRegistry.Bytes("{ }"u8.ToArray());
            answer.Headers.Add("Docker-Content-Digest", Digest.Of("{}"u8).Value);
            return answer;
        });

        var fetch = () => bench.FetchAsync();

        await fetch.Should().ThrowAsync<ImageDamagedException>().WithMessage("*digest in the answer's head*");
    }

    [Fact]
    public async Task Digest_in_the_head_that_cannot_be_read_is_passed_over()
    {
        using var bench = Bench(_ =>
        {
            var answer = ScriptedRegistry.Bytes("{ }"u8.ToArray());
            answer.Headers.TryAddWithoutValidation("Docker-Content-Digest", "sha256:../../x");
            return answer;
        });

        (await bench.FetchAsync()).Content.Should().HaveCount(3);
    }

    [Theory]
    [InlineData(4 << 20, false)]
    [InlineData((4 << 20) + 1, true)]
    public async Task Manifest_of_more_than_4_MiB_is_refused(int size, bool isRefused)
    {
        using var bench = Bench(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new UnseekableStream(new byte[size])) });

        var fetch = () => bench.FetchAsync();

        await (isRefused ? fetch.Should().ThrowAsync<ImageFormatException>() : (Task)fetch.Should().NotThrowAsync());
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(404, """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}""")]
    [InlineData(404, "<html>")]
    [InlineData(400, """{"errors":[{"code":"NAME_UNKNOWN"}]}""")]
    public async Task Unknown_manifest_is_not_found(int status, string body)
    {
        using var bench = Bench(_ => ScriptedRegistry.Status((HttpStatusCode)status, body));

        var fetch = () => bench.FetchAsync();

        await fetch.Should().ThrowAsync<ImageNotFoundException>().WithMessage("*registry.example/web:1*");
    }

    [Fact]
    public async Task Refusal_tells_code_and_message_without_control_characters()
    {
        using var bench = Bench(_ => ScriptedRegistry.Status(HttpStatusCode.Forbidden, """{"errors":[{"code":"DENIED","message":"no\u001b[31m red\n"}]}"""));

        var fetch = () => bench.FetchAsync();

        var error = (await fetch.Should().ThrowAsync<RegistryException>().WithMessage("*403 Forbidden, DENIED: no [31m red*youkictl login*")).Which;
        error.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        error.Message.Any(char.IsControl).Should().BeFalse();
    }

    [Fact]
    public async Task Endless_error_body_is_not_read()
    {
        using var bench = Bench(_ => new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StreamContent(new UnseekableStream(new byte[10 << 20])) });

        var fetch = () => bench.FetchAsync();

        await fetch.Should().ThrowAsync<RegistryException>().WithMessage("*403*");
    }

    private static RegistryBench Bench(Func<SentRequest, HttpResponseMessage> answer) => new(new ScriptedRegistry().On(Manifest, answer));
}
