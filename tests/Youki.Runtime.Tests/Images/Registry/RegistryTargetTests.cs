using System.Net;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Tests.Images.Registry;

public sealed class RegistryTargetTests
{
    private const string Uploads = "https://registry.example/v2/web/blobs/uploads/";

    private static readonly byte[] Content = RegistryBench.Content(1000);
    private static readonly ContentDescriptor Blob = RegistryBench.Describe(Content);
    private static readonly string Digested = $"digest={Uri.EscapeDataString(Blob.Digest.Value)}";

    [Theory]
    [InlineData("/v2/web/blobs/uploads/1", "https://registry.example/v2/web/blobs/uploads/1?")]
    [InlineData("/v2/web/blobs/uploads/1?state=x%3D", "https://registry.example/v2/web/blobs/uploads/1?state=x%3D&")]
    [InlineData("https://registry.example/u/1", "https://registry.example/u/1?")]
    [InlineData("http://registry.example/u/1", "https://registry.example/u/1?")]
    [InlineData("https://storage.example/u/1", "https://storage.example/u/1?")]
    public async Task Blob_is_put_where_the_registry_says(string location, string url)
    {
        using var bench = new RegistryBench(new ScriptedRegistry()
            .On(request => request.Method == "POST", _ => ScriptedRegistry.Redirect(location, HttpStatusCode.Accepted))
            .On(request => request.Method == "PUT", _ => ScriptedRegistry.Status(HttpStatusCode.Created)));

        await PutAsync(bench);

        bench.Script.Requests[^1].Url.Should().Be(url + Digested);
        bench.Script.Requests[^1].Body.Should().Equal(Content);
    }

    [Fact]
    public async Task Upload_elsewhere_carries_no_credentials()
    {
        using var bench = new RegistryBench(new ScriptedRegistry()
            .On("https://storage.example/", _ => ScriptedRegistry.Status(HttpStatusCode.Created))
            .On(request => request.Authorization is not null, _ => ScriptedRegistry.Redirect("https://storage.example/1", HttpStatusCode.Accepted))
            .On(Uploads, _ => ScriptedRegistry.Challenge("Basic realm=x")));

        await PutAsync(bench, RegistryBench.Ada);

        bench.Script.Requests[^1].Authorization.Should().BeNull();
    }

    [Fact]
    public async Task Broken_upload_is_begun_anew_unless_it_arrived()
    {
        using var bench = new RegistryBench(new ScriptedRegistry()
            .On(request => request.Method == "POST", _ => ScriptedRegistry.Redirect("/u/1", HttpStatusCode.Accepted))
            .On(request => request.Method == "PUT", _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "reset"), times: 2)
            .On(request => request.Method == "HEAD", _ => ScriptedRegistry.Status(HttpStatusCode.NotFound), times: 1)
            .On(request => request.Method == "HEAD", _ => ScriptedRegistry.Status(HttpStatusCode.OK)));

        await PutAsync(bench);

        bench.Script.Requests.Select(request => request.Method).Should().Equal("POST", "PUT", "HEAD", "POST", "PUT", "HEAD");
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, true)]
    [InlineData(HttpStatusCode.NotFound, false)]
    public async Task Has_blob_asks_by_head(HttpStatusCode status, bool isThere)
    {
        using var bench = new RegistryBench(new ScriptedRegistry().On(request => request.Method == "HEAD", _ => ScriptedRegistry.Status(status)));
        await using var target = await OpenAsync(bench);

        (await target.HasBlobAsync(Blob, RegistryBench.Token)).Should().Be(isThere);
    }

    [Theory]
    [InlineData("registry.example/web:1", "1")]
    [InlineData("registry.example/web@DIGEST", "DIGEST")]
    public async Task Manifest_is_put_by_tag_or_digest(string reference, string name)
    {
        var manifest = "{}"u8.ToArray();
        var digest = Digest.Of(manifest).Value;
        using var bench = new RegistryBench(new ScriptedRegistry().On(request => request.Method == "PUT", _ => ScriptedRegistry.Status(HttpStatusCode.Created)));
        await using var target = await OpenAsync(bench, reference.Replace("DIGEST", digest));

        await target.PutManifestAsync(RegistryBench.Describe(manifest, MediaTypes.OciManifest), manifest, RegistryBench.Token);

        bench.Script.Requests.Single().Url.Should().Be($"https://registry.example/v2/web/manifests/{name.Replace("DIGEST", digest)}");
    }

    [Fact]
    public async Task Scope_of_a_push_is_asked_for_once()
    {
        using var bench = new RegistryBench(new ScriptedRegistry()
            .On("https://registry.example/token", _ => ScriptedRegistry.Status(HttpStatusCode.OK, """{"token":"t"}"""))
            .On(request => request.Authorization == "Bearer t" && request.Method == "HEAD", _ => ScriptedRegistry.Status(HttpStatusCode.NotFound))
            .On(request => request.Authorization == "Bearer t" && request.Method == "POST", _ => ScriptedRegistry.Redirect("/u/1", HttpStatusCode.Accepted))
            .On(request => request.Authorization == "Bearer t", _ => ScriptedRegistry.Status(HttpStatusCode.Created))
            .On("https://registry.example/", _ => ScriptedRegistry.Challenge("""Bearer realm="https://registry.example/token",scope="repository:web:pull" """)));
        await using var target = await OpenAsync(bench);
        await target.HasBlobAsync(Blob, RegistryBench.Token);

        await target.PutBlobAsync(Blob, () => new MemoryStream(Content), RegistryBench.Token);

        bench.Script.Requests.Where(request => request.Url.Contains("/token")).Should().ContainSingle().Which.Url.Should().Contain("scope=repository%3Aweb%3Apull%2Cpush");
    }

    private static async Task PutAsync(RegistryBench bench, RegistryCredentials? credentials = null)
    {
        await using var target = await OpenAsync(bench, credentials: credentials);
        await target.PutBlobAsync(Blob, () => new MemoryStream(Content), RegistryBench.Token);
    }

    private static Task<Runtime.Images.Transfer.IImageTarget> OpenAsync(RegistryBench bench, string reference = "registry.example/web:1", RegistryCredentials? credentials = null) =>
        bench.Clients.OpenTargetAsync(ImageReference.Parse(reference), credentials, RegistryBench.Token);
}
