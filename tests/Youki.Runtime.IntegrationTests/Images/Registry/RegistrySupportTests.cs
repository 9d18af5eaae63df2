using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Youki.Runtime.IntegrationTests.Support.Registries;
using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.IntegrationTests.Images.Registry;

/// <summary>What the other tests stand on.</summary>
public sealed class RegistrySupportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registry_answers_and_ends_with_its_directory()
    {
        Assert.SkipUnless(DockerRegistry.IsOnHost, "docker-registry is not installed");
        string directory;
        await using (var registry = await DockerRegistry.StartAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            directory = registry.Directory;
            using var client = new HttpClient();

            var answer = await client.GetAsync(new Uri(registry.Uri, "v2/"), Token);

            answer.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        Directory.Exists(directory).Should().BeFalse();
    }

    [Fact]
    public async Task Registry_with_a_user_and_tls_takes_that_user_alone()
    {
        Assert.SkipUnless(DockerRegistry.IsOnHost, "docker-registry is not installed");
        using var authority = new TestAuthority();
        await using var registry = await DockerRegistry.StartAsync(
            new RegistrySetup { Authority = authority, Account = new RegistryCredentials { UserName = "ada", Password = "secret" } }, TestContext.Current.CancellationToken);
        using var handler = new SocketsHttpHandler();
        using var root = X509CertificateLoader.LoadCertificateFromFile(authority.CertificateFile);
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(root);
        using var client = new HttpClient(handler);

        var anonymous = await client.GetAsync(new Uri(registry.Uri, "v2/"), Token);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("ada:secret"u8));
        var known = await client.GetAsync(new Uri(registry.Uri, "v2/"), Token);

        (anonymous.StatusCode, known.StatusCode).Should().Be((HttpStatusCode.Unauthorized, HttpStatusCode.OK));
    }

    [Fact]
    public async Task Registry_with_tokens_takes_those_of_the_token_server()
    {
        Assert.SkipUnless(DockerRegistry.IsOnHost, "docker-registry is not installed");
        await using var tokens = await TokenServer.StartAsync(new RegistryCredentials { UserName = "ada", Password = "secret" });
        await using var registry = await DockerRegistry.StartAsync(new RegistrySetup { Tokens = tokens.ForRegistry }, TestContext.Current.CancellationToken);
        using var client = new HttpClient();

        var anonymous = await client.GetAsync(new Uri(registry.Uri, "v2/"), Token);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("ada:secret"u8));
        var text = await client.GetStringAsync(new Uri($"{tokens.Realm}?service={TokenServer.Service}&scope=repository:web:pull"), Token);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("token").GetString());
        var known = await client.GetAsync(new Uri(registry.Uri, "v2/"), Token);

        anonymous.Headers.WwwAuthenticate.ToString().Should().Contain(tokens.Realm.ToString());
        known.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Proxy_passes_uploads_and_breaks_what_it_is_told()
    {
        Assert.SkipUnless(DockerRegistry.IsOnHost, "docker-registry is not installed");
        await using var registry = await DockerRegistry.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var proxy = await FaultProxy.StartAsync(registry.Uri);
        using var client = new HttpClient();
        var content = Encoding.UTF8.GetBytes(new string('x', 100_000));
        var begun = await client.PostAsync(new Uri(proxy.Url, "v2/web/blobs/uploads/"), null, Token);
        var sent = await client.PutAsync(new Uri($"{begun.Headers.Location}&digest={Digest.Of(content)}"), new ByteArrayContent(content), Token);
        var url = new Uri(proxy.Url, $"v2/web/blobs/{Digest.Of(content)}");
        proxy.Break(request => request.IsBlob, RegistryFaults.BreakAfter(1000), times: 1);

        var broken = () => client.GetByteArrayAsync(url, Token);

        begun.Headers.Location!.Authority.Should().Be(proxy.Host);
        sent.StatusCode.Should().Be(HttpStatusCode.Created);
        await broken.Should().ThrowAsync<HttpRequestException>();
        (await client.GetByteArrayAsync(url, Token)).Should().Equal(content);
        File.Exists(registry.BlobFile(Digest.Of(content))).Should().BeTrue();
        proxy.Requests.Should().HaveCount(4);
    }
}
