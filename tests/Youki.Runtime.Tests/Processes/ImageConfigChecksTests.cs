using Youki.Runtime.Processes;

namespace Youki.Runtime.Tests.Processes;

public sealed class ImageConfigChecksTests
{
    public static TheoryData<string, ImageConfig> Hostile => new()
    {
        { "Entrypoint[1] holds NUL", new() { Entrypoint = ["a", "b\0"] } },
        { "Entrypoint[0] is null", new() { Entrypoint = [null!] } },
        { "Cmd[0] is longer than 131071 bytes", new() { Cmd = [new string('x', 131_072)] } },
        { "Cmd has 4097 entries", new() { Cmd = [.. Enumerable.Repeat("x", 4097)] } },
        { "Env[0] holds NUL", new() { Env = ["A=\0"] } },
        { "Env[0] holds control characters in its name", new() { Env = ["A\nB=x"] } },
        { "Entrypoint, Cmd and Env have", new() { Env = [.. Enumerable.Repeat($"A={new string('x', 131_000)}", 9)] } },
        { "Volumes has 129 entries", new() { Volumes = [.. Enumerable.Range(0, 129).Select(number => $"/{number}")] } },
        { "Volumes[0] holds control", new() { Volumes = ["/a\n"] } },
        { "Volumes[0] has more than 4096", new() { Volumes = [new string('x', 4097)] } },
        { "WorkingDir holds control", new() { WorkingDir = "/a\0" } },
        { "WorkingDir has more than 4096", new() { WorkingDir = new string('/', 4097) } },
        { "User holds control", new() { User = "root\n" } },
        { "User has more than 512", new() { User = new string('x', 513) } },
        { "StopSignal holds control", new() { StopSignal = "TERM\u001b[2J" } },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Check_refuses_what_is_hostile_naming_the_member(string fault, ImageConfig config)
    {
        var check = () => ImageConfigChecks.Check(config, "app:1");

        check.Should().Throw<ImageFormatException>().WithMessage($"Image 'app:1' cannot be used: {fault}*").Which.Image.Should().Be("app:1");
    }

    [Fact]
    public void Check_takes_what_honest_images_say()
    {
        var config = new ImageConfig
        {
            Entrypoint = ["/bin/sh", "-c", "echo a\n\techo b"],
            Cmd = [],
            Env = ["PATH=/bin", "TEXT=a\nb", "NAME"],
            Volumes = ["/var/lib/data"],
            WorkingDir = "",
            User = "1000:1000",
            Labels = new Dictionary<string, string> { ["a\0"] = "\0" },
        };

        var check = () => ImageConfigChecks.Check(config, "app:1");

        check.Should().NotThrow();
    }
}
