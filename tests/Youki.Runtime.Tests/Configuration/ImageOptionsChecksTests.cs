using Youki.Runtime.Configuration;

namespace Youki.Runtime.Tests.Configuration;

public sealed class ImageOptionsChecksTests
{
    [Fact]
    public void Defaults_have_no_problem() => Check(new ImageOptions()).Should().BeEmpty();

    [Fact]
    public void Registries_as_people_write_them_have_no_problem() => Check(new ImageOptions
    {
        CredentialFiles = ["/etc/registries.json"],
        Registries =
        {
            ["docker.io"] = new() { Mirrors = ["mirror.example:5000", "https://mirror.example/proxy/hub", "http://10.0.0.1:5000", "http://[::1]:5000/x", "localhost"], TokenHosts = ["auth.example", "auth.example:8443"] },
            ["localhost:5000"] = new() { PlainHttp = true, UserName = "ada", Password = "secret" },
            ["registry"] = new() { CertificateAuthorityFile = "/ca.pem", ClientCertificateFile = "/c.pem", ClientKeyFile = "/c.key" },
        },
    }).Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("https://docker.io")]
    [InlineData("docker.io/library")]
    [InlineData("a b")]
    [InlineData("-x")]
    public void Registry_that_is_none_is_a_problem(string name) => Check(Of(name, new RegistryOptions())).Should().ContainSingle().Which.Should().Contain($"'{name}'");

    [Theory]
    [InlineData("")]
    [InlineData("ftp://mirror.example")]
    [InlineData("https://")]
    [InlineData("https://mirror.example/../x")]
    [InlineData("https://mirror.example/A")]
    [InlineData("https://user@mirror.example")]
    [InlineData("https://mirror.example?x=1")]
    [InlineData("mirror.example:999999")]
    public void Mirror_that_is_none_is_a_problem(string mirror) => Check(Of("docker.io", new RegistryOptions { Mirrors = [mirror] })).Should().ContainSingle().Which.Should().Contain($"'{mirror}'");

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        var problems = Check(new ImageOptions
        {
            StallTimeout = TimeSpan.Zero,
            CredentialFiles = ["relative.json"],
            Registries = { ["docker.io"] = new() { UserName = "ada", ClientKeyFile = "/c.key", CertificateAuthorityFile = "ca.pem", TokenHosts = ["https://auth.example"] } },
        });

        problems.Should().HaveCount(6);
    }

    private static ImageOptions Of(string name, RegistryOptions registry) => new() { Registries = { [name] = registry } };

    private static List<string> Check(ImageOptions images)
    {
        var problems = new List<string>();
        ImageOptionsChecks.Check(new YoukiRuntimeOptions { Images = images }, problems);
        return problems;
    }
}
