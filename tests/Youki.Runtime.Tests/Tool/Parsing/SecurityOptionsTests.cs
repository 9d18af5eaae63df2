using Youki.Runtime.Tests.Tool.Fakes;
using Youki.Runtime.Tool;

namespace Youki.Runtime.Tests.Tool.Parsing;

public sealed class SecurityOptionsTests
{
    private readonly ToolHarness _tool = new();

    private ContainerConfig Config => _tool.Runtime.Containers.Single().Config;

    [Fact]
    public async Task Run_reads_dockers_options_of_security()
    {
        await _tool.RunAsync(
            "run", "--cap-add", "NET_ADMIN,SYS_TIME", "--cap-drop=ALL", "--cap-ambient", "NET_ADMIN", "--privileged", "--security-opt", "no-new-privileges:false",
            "--security-opt", "apparmor=mine", "--security-opt", "label=type:t_t", "--security-opt", "label=level:s0:c1", "--security-opt=systempaths=unconfined", "--security-opt", "mask=/a:/b", "img");

        Config.Privileged.Should().BeTrue();
        Config.Security.Should().BeEquivalentTo(new SecurityConfig
        {
            Capabilities = new() { Add = ["NET_ADMIN", "SYS_TIME"], Drop = ["ALL"], Ambient = ["NET_ADMIN"] },
            NoNewPrivileges = false,
            AppArmorProfile = "mine",
            Selinux = new() { Type = "t_t", Level = "s0:c1" },
            MaskedPaths = [],
            ReadonlyPaths = [],
            AdditionalMaskedPaths = ["/a", "/b"],
        });
    }

    [Theory]
    [InlineData("no-new-privileges", true)]
    [InlineData("no-new-privileges=true", true)]
    [InlineData("no-new-privileges:false", false)]
    public async Task Run_reads_no_new_privileges(string option, bool value)
    {
        await _tool.RunAsync("run", "--security-opt", option, "img");

        Config.Security.Should().Be(new SecurityConfig { NoNewPrivileges = value });
    }

    [Theory]
    [InlineData("fly=high", "fly=high")]
    [InlineData("apparmor", "apparmor")]
    [InlineData("label=colour:red", "type:")]
    [InlineData("systempaths=none", "unconfined")]
    [InlineData("no-new-privileges=maybe", "true or false")]
    public async Task Run_refuses_what_is_no_option_of_security(string option, string says)
    {
        var outcome = await _tool.RunAsync("run", "--security-opt", option, "img");

        outcome.ExitCode.Should().Be(ExitCodes.Usage);
        outcome.Error.Should().Contain(says);
    }
}
