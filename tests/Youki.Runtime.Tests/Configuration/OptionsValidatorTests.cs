using Microsoft.Extensions.Options;
using Youki.Runtime.Configuration;

namespace Youki.Runtime.Tests.Configuration;

public sealed class OptionsValidatorTests
{
    [Fact]
    public void Defaults_are_valid() => Problems(new()).Should().BeEmpty();

    [Theory]
    [InlineData("relative/youki")]
    [InlineData("you\0ki")]
    public void Runtime_must_be_a_name_or_an_absolute_path(string runtime) => Problems(new() { Runtime = runtime }).Should().ContainSingle().Which.Should().StartWith("Runtime ");

    [Theory]
    [InlineData("bundles")]
    [InlineData("/")]
    [InlineData("/var/lib/a:b")]
    public void Directories_must_be_absolute_and_without_colons(string directory) =>
        Problems(new() { BundleDirectory = directory }).Should().ContainSingle().Which.Should().StartWith("BundleDirectory ");

    [Theory]
    [InlineData("/a", "/a")]
    [InlineData("/a/b", "/a")]
    [InlineData("/a", "/a/b/c")]
    [InlineData("/x/youki", "/x/runc")]
    [InlineData("/x/youki", "/x/crun/bundles")]
    public void Directories_must_not_lie_in_each_other(string state, string bundles) =>
        Problems(new() { StateDirectory = state, BundleDirectory = bundles }).Should().ContainSingle().Which.Should().Contain("must not lie in each other");

    [Theory]
    [InlineData("/b", "/b")]
    [InlineData("/b/images", "/b")]
    [InlineData("/b", "/b/c")]
    public void Images_must_lie_apart_from_bundles(string images, string bundles) =>
        Problems(new() { ImageDirectory = images, BundleDirectory = bundles }).Should().ContainSingle().Which.Should().StartWith("ImageDirectory ").And.Contain("BundleDirectory");

    [Theory]
    [InlineData("images")]
    [InlineData("/")]
    [InlineData("")]
    public void ImageDirectory_must_be_absolute(string images) => Problems(new() { ImageDirectory = images }).Should().ContainSingle().Which.Should().StartWith("ImageDirectory ");

    [Theory]
    [InlineData("orchestrator")]
    [InlineData("/a/../b")]
    [InlineData("/a b")]
    [InlineData("/a:b")]
    public void CgroupParent_must_be_a_clean_absolute_path(string path) => Problems(new() { CgroupParent = path }).Should().ContainSingle().Which.Should().StartWith("CgroupParent ");

    [Fact]
    public void CgroupParent_must_be_a_slice_for_systemd() => Problems(new() { SystemdCgroup = true }).Should().ContainSingle().Which.Should().Contain(".slice");

    [Fact]
    public void Every_problem_is_listed()
    {
        var options = new YoukiRuntimeOptions
        {
            Runtime = "",
            StateDirectory = "x",
            StopTimeout = TimeSpan.FromSeconds(-1),
            KillTimeout = TimeSpan.Zero,
            CommandTimeout = TimeSpan.FromDays(1),
            MaxConcurrentCreates = 0,
        };

        var create = () => YoukiRuntime.Create(options);

        create.Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(6);
    }

    private static IEnumerable<string> Problems(YoukiRuntimeOptions options) => new OptionsValidator().Validate(null, options).Failures ?? [];
}
