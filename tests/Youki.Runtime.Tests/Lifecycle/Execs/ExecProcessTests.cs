using Youki.Runtime.Lifecycle.Execs;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Lifecycle.Execs;

/// <summary>The process of a command, made of the container's own.</summary>
public sealed class ExecProcessTests
{
    private static readonly string[] Bounding = ["CAP_CHOWN", "CAP_KILL"];

    private static readonly OciProcess Own = new()
    {
        Args = ["/bin/server"],
        Env = ["PATH=/bin", "HOME=/root", "MODE=a=b"],
        Cwd = "/srv",
        User = new OciUser { Uid = 1000, Gid = 1000, Umask = 18 },
        Capabilities = new LinuxCapabilities { Bounding = Bounding, Effective = [], Permitted = [] },
        NoNewPrivileges = true,
        ApparmorProfile = "mine",
        Rlimits = [new ProcessRlimit { Type = "RLIMIT_NOFILE", Soft = 10, Hard = 10 }],
    };

    private static readonly ExecOptions Options = new() { Command = ["ls", "-l"] };

    [Fact]
    public void Make_without_more_keeps_all_but_the_arguments() =>
        Make(Options).Should().BeEquivalentTo(Own with { Args = Options.Command, Terminal = false });

    [Fact]
    public void Make_adds_environment_and_keeps_order()
    {
        var made = Make(Options with { EnvVars = new Dictionary<string, string> { ["MODE"] = "x", ["NEW"] = "" } });

        made.Env.Should().Equal("PATH=/bin", "HOME=/root", "MODE=x", "NEW=");
    }

    [Fact]
    public void Make_with_terminal_names_one_unless_it_is_named() =>
        (Make(Options with { Terminal = true, TerminalSize = new(80, 25) }) is { Terminal: true, ConsoleSize: { Width: 80, Height: 25 }, Env: [.., "TERM=xterm"] }).Should().BeTrue();

    [Fact]
    public void Make_for_root_holds_what_the_container_may_have()
    {
        var made = Make(Options, new ContainerUser { Uid = 0, Gid = 0, AdditionalGids = [0], Home = "/root" });

        made.Capabilities.Should().BeEquivalentTo(new LinuxCapabilities { Bounding = Bounding, Effective = Bounding, Permitted = Bounding });
        made.User.Should().BeEquivalentTo(new { Uid = 0u, Umask = 18u });
    }

    [Fact]
    public void Make_for_another_user_holds_nothing_and_has_its_home()
    {
        var made = Make(Options, new ContainerUser { Uid = 7, Gid = 8, AdditionalGids = [8, 9], Home = "/home/seven" }, replacesHome: true);

        made.Capabilities.Should().BeEquivalentTo(new LinuxCapabilities { Bounding = Bounding, Effective = [], Permitted = [] });
        made.Env.Should().Contain("HOME=/home/seven");
    }

    [Fact]
    public void Make_keeps_a_home_that_somebody_has_set() =>
        Make(Options, new ContainerUser { Uid = 7, Gid = 8, AdditionalGids = [8], Home = "/home/seven" }).Env.Should().Contain("HOME=/root");

    [Fact]
    public void Make_privileged_for_root_has_what_the_host_has()
    {
        var made = Make(Options with { Privileged = true }, new ContainerUser { Uid = 0, Gid = 0, AdditionalGids = [0], Home = "/root" });

        made.Capabilities!.Effective.Should().Equal("CAP_CHOWN", "CAP_KILL", "CAP_SYS_ADMIN");
        made.NoNewPrivileges.Should().BeNull();
        made.ApparmorProfile.Should().BeNull();
    }

    private static OciProcess Make(ExecOptions options, ContainerUser? user = null, bool replacesHome = false) =>
        ExecProcess.Make(Own, options, user, replacesHome, new HashSet<string> { "CAP_SYS_ADMIN", "CAP_KILL", "CAP_CHOWN" });
}
