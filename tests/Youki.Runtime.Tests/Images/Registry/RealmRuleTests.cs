using Youki.Runtime.Images.Registry.Authorization;

namespace Youki.Runtime.Tests.Images.Registry;

public sealed class RealmRuleTests
{
    [Theory]
    [InlineData("https://ghcr.io/", "https://ghcr.io/token")]
    [InlineData("https://registry.example.com/", "https://registry.example.com:8443/token")]
    [InlineData("https://registry.example.com/", "https://auth.example.com/token")]
    [InlineData("https://registry.example.com/", "https://example.com/jwt/auth")]
    [InlineData("https://example.com/", "https://auth.example.com/token")]
    [InlineData("https://registry.gitlab.com/", "https://gitlab.com/jwt/auth")]
    [InlineData("http://localhost:5000/", "http://localhost:5001/token")]
    [InlineData("http://10.0.0.1:5000/", "http://10.0.0.1/token")]
    [InlineData("http://10.0.0.1:5000/", "https://10.0.0.1/token")]
    public void Own_domain_may_have_credentials(string registry, string realm) => May(registry, realm).Should().BeTrue();

    [Theory]
    [InlineData("https://registry.example.com/", "https://evil.example/token")]
    [InlineData("https://registry.example.com/", "http://registry.example.com/token")]
    [InlineData("https://registry.example.com/", "https://registry.example.com.evil.example/token")]
    [InlineData("https://registry.example.com/", "https://evilexample.com/token")]
    [InlineData("https://example.co.uk/", "https://evil.co.uk/token")]
    [InlineData("https://mine.azurecr.io/", "https://evil.azurecr.io/token")]
    [InlineData("https://1234.dkr.ecr.eu-west-1.amazonaws.com/", "https://evil.eu-west-1.amazonaws.com/token")]
    [InlineData("https://example.com/", "https://evil.com/token")]
    [InlineData("https://10.0.0.1/", "https://10.0.0.2/token")]
    [InlineData("https://10.0.0.1/", "https://20.0.0.1/token")]
    [InlineData("http://registry.example.com/", "http://auth.example.com/token")]
    [InlineData("http://localhost:5000/", "http://127.0.0.1:5000/token")]
    [InlineData("https://registry-1.docker.io.example/", "https://auth.docker.io/token")]
    public void Strangers_may_not(string registry, string realm) => May(registry, realm).Should().BeFalse();

    [Fact]
    public void Docker_hub_has_tokens_from_its_own_host() =>
        RealmRule.MaySendCredentials(new Uri("https://registry-1.docker.io/"), new Uri("https://auth.docker.io/token"), true, []).Should().BeTrue();

    [Theory]
    [InlineData("https://tokens.other.example/t", true)]
    [InlineData("https://tokens.other.example:8443/t", false)]
    [InlineData("http://tokens.other.example/t", false)]
    public void Hosts_of_the_options_may_by_https(string realm, bool may) =>
        RealmRule.MaySendCredentials(new Uri("https://registry.example.com/"), new Uri(realm), false, ["Tokens.Other.Example"]).Should().Be(may);

    private static bool May(string registry, string realm) => RealmRule.MaySendCredentials(new Uri(registry), new Uri(realm), false, []);
}
