using Youki.Runtime.Processes;
using Youki.Runtime.Specs;
using Youki.Runtime.Tests.Specs;

namespace Youki.Runtime.Tests.Processes;

public sealed class ImageContributorTests
{
    /// <summary>Entrypoint and cmd of the image, command and arguments of the configuration, and what is run; lists with commas, '-' for null.</summary>
    [Theory]
    [InlineData("e,f", "c", "-", "-", "e,f,c")]
    [InlineData("e", "-", "-", "-", "e")]
    [InlineData("-", "c,d", "-", "-", "c,d")]
    [InlineData("e", "c", "-", "a,b", "e,a,b")]
    [InlineData("-", "c", "-", "a,b", "a,b")]
    [InlineData("e", "c", "x", "-", "x")]
    [InlineData("e", "c", "x", "a", "x,a")]
    [InlineData("-", "-", "x", "a", "x,a")]
    [InlineData("-", "-", "-", "a", "a")]
    [InlineData("e", "c", "", "", "e,c")]
    [InlineData("", "c", "-", "-", "c")]
    [InlineData("''", "c", "-", "-", "c")]
    public void Program_follows_kubernetes(string entrypoint, string cmd, string command, string args, string expected)
    {
        var image = new ImageConfig { Entrypoint = List(entrypoint), Cmd = List(cmd) };
        var config = new ContainerConfig { Image = "app:1", Command = List(command), Args = List(args) };

        var check = () => ImageProgram.Check(config, image);

        check.Should().NotThrow();
        Process(image, config).Args.Should().Equal(List(expected));
    }

    [Theory]
    [InlineData("-", "-", "-")]
    [InlineData("", "", "")]
    [InlineData("''", "-", "-")]
    [InlineData("'',x", "-", "-")]
    public void Program_that_nobody_names_is_refused(string entrypoint, string cmd, string args)
    {
        var check = () => ImageProgram.Check(new() { Image = "app:1", Args = List(args) }, new ImageConfig { Entrypoint = List(entrypoint), Cmd = List(cmd) });

        check.Should().Throw<ContainerConfigException>().WithMessage("*Command: give the program to run; image 'app:1' has no entrypoint*");
    }

    [Fact]
    public void Environment_of_the_configuration_wins_by_name()
    {
        var image = new ImageConfig { Env = ["A=image", "B=b=c", "PATH=/own", "A=last"] };

        var process = Process(image, new() { Image = "app:1", EnvVars = new Dictionary<string, string> { ["B"] = "config", ["C"] = "" } });

        process.Env.Should().Contain(["PATH=/own", "HOME=/root", "A=last", "B=config", "C="]).And.OnlyHaveUniqueItems(entry => entry.Split('=', 2)[0]);
    }

    [Fact]
    public void Environment_keeps_its_defaults_where_the_image_says_nothing()
    {
        var env = Process(new ImageConfig { Env = ["NAME", "=value", ""] }).Env;

        env!.Select(entry => entry.Split('=', 2)[0]).Should().BeEquivalentTo("HOSTNAME", "PATH", "HOME");
    }

    [Theory]
    [InlineData(null, null, "/")]
    [InlineData("", null, "/")]
    [InlineData("/srv", null, "/srv")]
    [InlineData("srv/app", null, "/srv/app")]
    [InlineData("/srv", "/own", "/own")]
    [InlineData("/proc/self/fd/7", "/own", "/own")]
    public void Working_directory_of_the_configuration_wins(string? image, string? config, string expected) =>
        Process(new ImageConfig { WorkingDir = image }, new() { Image = "app:1", WorkingDirectory = config }).Cwd.Should().Be(expected);

    [Theory]
    [InlineData("/proc/self/fd/7")]
    [InlineData("proc")]
    [InlineData("/x/../proc/1/cwd")]
    [InlineData("/dev/fd/8")]
    public void Working_directory_in_proc_is_refused(string path)
    {
        var contribute = () => Process(new ImageConfig { WorkingDir = path });

        contribute.Should().Throw<ImageFormatException>().WithMessage("*WorkingDir*in /proc*").Which.Image.Should().Be("app:1");
    }

    [Fact]
    public void Labels_and_ports_become_nothing_of_the_container()
    {
        var inputs = SampleInputs.From(new ImageConfig { Labels = new Dictionary<string, string> { ["youki.label"] = "label-value" }, ExposedPorts = ["4711/tcp"], Cmd = ["x"] });

        var json = System.Text.Encoding.UTF8.GetString(RuntimeSpecJson.Serialize(SampleInputs.Compose(inputs).Spec));

        json.Should().NotContain("label").And.NotContain("4711");
    }

    [Fact]
    public void Directory_gets_nothing() => new ImageContributor().Contribute(SampleInputs.Inputs).Should().BeNull();

    private static OciProcess Process(ImageConfig image, ContainerConfig? config = null) => SampleInputs.Compose(SampleInputs.From(image, config)).Spec.Process!;

    private static string[]? List(string text) => text switch
    {
        "-" => null,
        "" => [],
        _ => [.. text.Split(',').Select(item => item == "''" ? "" : item)],
    };
}
