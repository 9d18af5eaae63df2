using System.Net;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.IntegrationTests.Support.Registries;
using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.IntegrationTests.Images.Registry;

/// <summary>Against Debian's docker-registry.</summary>
public sealed class RealRegistryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anonymous_push_and_pull_give_back_the_same()
    {
        RegistryBench.SkipWithoutRegistry();
        await using var registry = await DockerRegistry.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var bench = new RegistryBench();
        await bench.PushAsync($"{registry.Address}/web:1");

        var manifest = await bench.FetchAsync($"{registry.Address}/web:1");

        (manifest.MediaType, manifest.Content.AsSpan().SequenceEqual(bench.Manifest)).Should().Be((MediaTypes.OciManifest, true));
        (await bench.ReadLayerAsync($"{registry.Address}/web@{Digest.Of(bench.Manifest)}")).Should().Equal(bench.Layer);
        (await bench.ReadLayerAsync($"{registry.Address}/web:1", 499_000)).Should().Equal(bench.Layer[499_000..]);
    }

    [Fact]
    public async Task Missing_image_is_not_found()
    {
        RegistryBench.SkipWithoutRegistry();
        await using var registry = await DockerRegistry.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var bench = new RegistryBench();

        var fetch = () => bench.FetchAsync($"{registry.Address}/missing:1");

        await fetch.Should().ThrowAsync<ImageNotFoundException>().WithMessage("*MANIFEST_UNKNOWN*");
    }

    [Fact]
    public async Task Tls_with_an_own_authority_and_a_user_works()
    {
        RegistryBench.SkipWithoutRegistry();
        using var authority = new TestAuthority();
        await using var registry = await DockerRegistry.StartAsync(new RegistrySetup { Authority = authority, Account = RegistryBench.Ada }, TestContext.Current.CancellationToken);
        using var bench = Bench(registry, new RegistryOptions { CertificateAuthorityFile = authority.CertificateFile });
        await bench.PushAsync($"{registry.Address}/web:1", RegistryBench.Ada);

        (await bench.ReadLayerAsync($"{registry.Address}/web:1", credentials: RegistryBench.Ada)).Should().Equal(bench.Layer);
        var anonymous = () => bench.FetchAsync($"{registry.Address}/web:1");
        (await anonymous.Should().ThrowAsync<RegistryException>().WithMessage("*youkictl login*")).Which.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        var wrong = () => bench.FetchAsync($"{registry.Address}/web:1", RegistryBench.Ada with { Password = "wrong" });
        (await wrong.Should().ThrowAsync<RegistryException>()).Which.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Tls_with_an_unknown_authority_is_refused_even_on_loopback()
    {
        RegistryBench.SkipWithoutRegistry();
        using var authority = new TestAuthority();
        await using var registry = await DockerRegistry.StartAsync(new RegistrySetup { Authority = authority }, TestContext.Current.CancellationToken);
        using var bench = new RegistryBench();

        var fetch = () => bench.FetchAsync($"{registry.Address}/web:1");

        await fetch.Should().ThrowAsync<RegistryException>().WithMessage("*is not trusted*CertificateAuthorityFile*");
    }

    [Fact]
    public async Task Tls_with_a_certificate_of_another_name_is_refused()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.IssueServer("other.example");
        await using var proxy = await FaultProxy.StartAsync(new Uri("http://127.0.0.1:1/"), certificate);
        using var bench = new RegistryBench(new ImageOptions { Registries = { [proxy.Host] = new RegistryOptions { CertificateAuthorityFile = authority.CertificateFile } } });

        var fetch = () => bench.FetchAsync($"{proxy.Host}/web:1");

        await fetch.Should().ThrowAsync<RegistryException>().WithMessage("*its certificate is for 'CN=other.example'*");
        proxy.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Tls_with_a_certificate_that_has_expired_is_refused_and_nothing_is_said_of_authorities()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.IssueExpiredServer();
        await using var proxy = await FaultProxy.StartAsync(new Uri("http://127.0.0.1:1/"), certificate);
        using var bench = new RegistryBench(new ImageOptions { Registries = { [proxy.Host] = new RegistryOptions { CertificateAuthorityFile = authority.CertificateFile } } });

        var fetch = () => bench.FetchAsync($"{proxy.Host}/web:1");

        (await fetch.Should().ThrowAsync<RegistryException>().WithMessage("*cannot be trusted*is valid from * to * only*")).Which.Message
            .Should().NotContain("CertificateAuthorityFile").And.NotContain("Check its name");
        proxy.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Client_certificate_is_shown()
    {
        RegistryBench.SkipWithoutRegistry();
        using var authority = new TestAuthority();
        await using var registry = await DockerRegistry.StartAsync(new RegistrySetup { Authority = authority, ClientAuthority = authority }, TestContext.Current.CancellationToken);
        using var client = authority.IssueClient("node-1");
        var (file, key) = authority.Save(client);
        using var bench = Bench(registry, new RegistryOptions { CertificateAuthorityFile = authority.CertificateFile, ClientCertificateFile = file, ClientKeyFile = key });
        using var without = Bench(registry, new RegistryOptions { CertificateAuthorityFile = authority.CertificateFile });

        await bench.PushAsync($"{registry.Address}/web:1");

        (await bench.FetchAsync($"{registry.Address}/web:1")).Content.Should().Equal(bench.Manifest);
        var refused = () => without.FetchAsync($"{registry.Address}/web:1");
        await refused.Should().ThrowAsync<RegistryException>();
    }

    [Fact]
    public async Task Files_of_certificates_that_are_missing_are_named()
    {
        using var bench = new RegistryBench(new ImageOptions { Registries = { ["localhost:1"] = new RegistryOptions { CertificateAuthorityFile = "/does/not/exist.pem" } } });

        var fetch = () => bench.FetchAsync("localhost:1/web:1");

        await fetch.Should().ThrowAsync<HostResourceException>().WithMessage("*CertificateAuthorityFile '/does/not/exist.pem'*localhost:1*");
    }

    [Fact]
    public async Task Tokens_for_pull_and_push_are_fetched()
    {
        RegistryBench.SkipWithoutRegistry();
        await using var tokens = await TokenServer.StartAsync(RegistryBench.Ada);
        await using var registry = await DockerRegistry.StartAsync(new RegistrySetup { Tokens = tokens.ForRegistry }, TestContext.Current.CancellationToken);
        using var bench = new RegistryBench();
        await bench.PushAsync($"{registry.Address}/public/web:1", RegistryBench.Ada);
        var pushTokens = tokens.Requests.Count;

        (await bench.ReadLayerAsync($"{registry.Address}/public/web:1")).Should().Equal(bench.Layer);
        (await bench.ReadLayerAsync($"{registry.Address}/public/web:1", credentials: new RegistryCredentials { IdentityToken = TokenServer.RefreshToken })).Should().Equal(bench.Layer);
        pushTokens.Should().Be(1);
        tokens.Requests.Should().Contain("POST repository:public/web:pull");
        var anonymous = () => bench.PushAsync($"{registry.Address}/public/web:2");
        await anonymous.Should().ThrowAsync<RegistryException>();
    }

    [Fact]
    public async Task Login_is_checked_stored_used_and_forgotten()
    {
        RegistryBench.SkipWithoutRegistry();
        using var authority = new TestAuthority();
        await using var registry = await DockerRegistry.StartAsync(new RegistrySetup { Authority = authority, Account = RegistryBench.Ada }, TestContext.Current.CancellationToken);
        using var bench = Bench(registry, new RegistryOptions { CertificateAuthorityFile = authority.CertificateFile });
        var wrong = () => bench.Clients.Accounts.LoginAsync(registry.Address, RegistryBench.Ada with { Password = "no" }, Token);
        await wrong.Should().ThrowAsync<RegistryException>();

        var place = await bench.Clients.Accounts.LoginAsync(registry.Address, RegistryBench.Ada, Token);

        place.Should().StartWith(bench.Home);
        await bench.PushAsync($"{registry.Address}/web:1");
        (await bench.Clients.Accounts.LogoutAsync(registry.Address, Token)).Should().BeTrue();
        var after = () => bench.FetchAsync($"{registry.Address}/web:1");
        await after.Should().ThrowAsync<RegistryException>();
    }

    private static RegistryBench Bench(DockerRegistry registry, RegistryOptions options) => new(new ImageOptions { Registries = { [registry.Address] = options } });
}
