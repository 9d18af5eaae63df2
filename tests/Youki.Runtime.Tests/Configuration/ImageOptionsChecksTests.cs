using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Youki.Runtime.Configuration;
using Youki.Runtime.Images.Registry.Connections;

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
    public void Registry_that_is_none_is_a_problem(string name) => Check(Of(name, new RegistryOptions { PlainHttp = true })).Should().ContainSingle().Which.Should().Contain($"'{name}'");

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
    public void Registry_that_says_nothing_is_a_problem() =>
        Check(Of("registry.example", new RegistryOptions())).Should().ContainSingle().Which.Should().Contain("['registry.example'] says nothing").And.Contain("Host");

    [Fact]
    public void Registry_with_a_port_is_named_by_its_host_in_configuration_files()
    {
        using var json = new MemoryStream("""{ "Youki": { "Images": { "Registries": { "ours": { "Host": "registry.example:5000", "PlainHttp": true, "Mirrors": ["mirror.example:1"] } } } } }"""u8.ToArray());
        var section = new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("Youki");
        using var services = new ServiceCollection().AddYoukiRuntime(section).BuildServiceProvider();

        var images = services.GetRequiredService<IOptions<YoukiRuntimeOptions>>().Value.Images;

        Check(images).Should().BeEmpty();
        RegistryEndpoints.OptionsOf("registry.example:5000", images).Should().BeSameAs(images.Registries["ours"]).And.BeEquivalentTo(new { PlainHttp = true, Mirrors = new[] { "mirror.example:1" } });
        RegistryEndpoints.OptionsOf("ours", images).Should().BeNull();
    }

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
