using Youki.Runtime.Security.Seccomp;

namespace Youki.Runtime.Tests.Security.Seccomp;

public sealed class SeccompProfileReaderTests
{
    private const string Allow = """{"defaultAction":"SCMP_ACT_ERRNO","syscalls":[{"names":["read"],"action":"SCMP_ACT_ALLOW"}]}""";

    [Theory]
    [InlineData("{\n  \"defaultAction\": \"SCMP_ACT_ALLOW\",\n  oops\n}", "line 3, column 3:*")]
    [InlineData("{\"defaultAction\": 7}", "line 1, column 20: defaultAction:*")]
    [InlineData("", "line 1, column 1:*")]
    [InlineData("{\"defaultAction\":\"SCMP_ACT_ALLOW\",\n\"sycalls\":[]}", "line 2, column *sycalls*")]
    [InlineData("{\"defaultAction\":\"SCMP_ACT_ALLOW\",\"defaultAction\":\"SCMP_ACT_ALLOW\"}", "line 1, column *")]
    [InlineData("null", "it is null.")]
    public void Broken_document_is_told_with_its_place(string text, string expected) => ErrorsOf(text).Should().ContainSingle().Which.Should().Match(expected);

    [Theory]
    [InlineData("""{"syscalls":[]}""", "defaultAction: it is missing.")]
    [InlineData("""{"defaultAction":"ALLOW"}""", "defaultAction: 'ALLOW' is none of *")]
    [InlineData("""{"defaultAction":"SCMP_ACT_NOTIFY","listenerPath":"/run/x"}""", "defaultAction: no runtime takes SCMP_ACT_NOTIFY *")]
    [InlineData("""{"defaultAction":"SCMP_ACT_ERRNO","defaultErrnoRet":70000}""", "defaultErrnoRet: 70000 *")]
    [InlineData("""{"defaultAction":"SCMP_ACT_ERRNO","defaultErrno":"ENOSYS"}""", "defaultErrnoRet: 'ENOSYS' is given by name only*")]
    [InlineData("""{"defaultAction":"SCMP_ACT_ALLOW","architectures":["amd64"]}""", "'amd64' is no architecture*")]
    [InlineData("""{"defaultAction":"SCMP_ACT_ALLOW","flags":["FAST"]}""", "flags: 'FAST' *")]
    [InlineData("""{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["mount"],"action":"SCMP_ACT_DENY"}]}""", "syscalls[0].action: 'SCMP_ACT_DENY' *")]
    [InlineData("""{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"action":"SCMP_ACT_ERRNO"}]}""", "syscalls[0].names: *")]
    [InlineData("""{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["mount"],"action":"SCMP_ACT_ERRNO","args":[{"index":6,"value":1,"op":"SCMP_CMP_EQ"}]}]}""", "syscalls[0].args: *0 to 5*")]
    [InlineData("""{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["mount"],"action":"SCMP_ACT_ERRNO","args":[{"index":0,"value":1,"op":"EQ"}]}]}""", "syscalls[0].args: 'EQ' *")]
    [InlineData("""{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["mount"],"action":"SCMP_ACT_ERRNO","includes":{"minKernel":"new"}}]}""", "syscalls[0].minKernel: 'new' *")]
    [InlineData("""{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["mount"],"action":"SCMP_ACT_NOTIFY"}]}""", "*needs a listenerPath*")]
    [InlineData("""{"defaultAction":"SCMP_ACT_ALLOW","listenerPath":"/run/x","syscalls":[{"names":["write"],"action":"SCMP_ACT_NOTIFY"}]}""", "*for write*")]
    [InlineData("""{"defaultAction":"SCMP_ACT_ALLOW","listenerPath":"x"}""", "listenerPath: 'x' is not absolute.")]
    public void Error_in_a_profile_is_told_with_its_member(string text, string expected) => ErrorsOf(text).Should().ContainSingle().Which.Should().Match(expected);

    [Fact]
    public void Unknown_call_in_OCI_form_is_named() =>
        ErrorsOf(Allow.Replace("\"read\"", "\"read\",\"raed\"", StringComparison.Ordinal)).Should().ContainSingle().Which.Should().Contain("'raed'").And.Contain("syscalls[0].names");

    [Fact]
    public void Unknown_call_that_a_profile_of_docker_s_allows_is_one_of_a_newer_kernel() =>
        ErrorsOf(Allow.Replace("\"read\"", "\"read\",\"from_linux_9\"", StringComparison.Ordinal).Replace("\"syscalls\"", "\"archMap\":[],\"syscalls\"", StringComparison.Ordinal))
            .Should().BeEmpty();

    [Fact]
    public void Unknown_call_that_a_profile_of_docker_s_forbids_is_named() =>
        ErrorsOf("""{"defaultAction":"SCMP_ACT_ALLOW","archMap":[],"syscalls":[{"names":["keyctll"],"action":"SCMP_ACT_ERRNO"}]}""")
            .Should().ContainSingle().Which.Should().Contain("'keyctll'");

    [Fact]
    public void All_errors_are_told_at_once() =>
        ErrorsOf("""{"defaultAction":"NO","syscalls":[{"names":["read"],"action":"NO"},{"names":[],"action":"SCMP_ACT_ALLOW"}]}""").Should().HaveCount(3);

    [Fact]
    public void Profile_of_podman_s_package_is_understood()
    {
        const string Path = "/usr/share/containers/seccomp.json";
        Assert.SkipUnless(File.Exists(Path), "podman's profile is not installed");

        ErrorsOf(File.ReadAllText(Path)).Should().BeEmpty();
    }

    private static IReadOnlyList<string> ErrorsOf(string text) => SeccompProfileReader.TryRead(text, out _);
}
