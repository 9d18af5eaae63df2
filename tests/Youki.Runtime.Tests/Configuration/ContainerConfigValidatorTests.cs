using Youki.Runtime.Configuration;

namespace Youki.Runtime.Tests.Configuration;

public sealed class ContainerConfigValidatorTests
{
    private static readonly ContainerConfig Valid = new() { Image = "dir:/srv/root", Command = ["sh"] };

    private static readonly CreateContainerOptions Options = new() { NodeId = NodeId.Parse("node-1") };

    public static TheoryData<string, ContainerConfig> BadConfigs => new()
    {
        { "SchemaVersion: 2", Valid with { SchemaVersion = 2 } },
        { "SchemaVersion: 0", Valid with { SchemaVersion = 0 } },
        { "Name: '-web'", Valid with { Name = "-web" } },
        { "Name: ''", Valid with { Name = "" } },
        { "Image: it may not be empty", Valid with { Image = "" } },
        { "Image: it may not be null", Valid with { Image = null! } },
        { "Image: it may not hold NUL", Valid with { Image = "dir:/a\0" } },
        { "Image: 'dir:srv' names no absolute path", Valid with { Image = "dir:srv" } },
        { "Image: Image reference 'UPPER' has no valid name", Valid with { Image = "UPPER" } },
        { "Image: Image reference 'app:' has no valid tag", Valid with { Image = "app:" } },
        { "Image: Image reference 'app@sha256:12' has no valid digest", Valid with { Image = "app@sha256:12" } },
        { "Image: Image reference 'oci:layout' names no absolute path", Valid with { Image = "oci:layout" } },
        { "Image: An image reference has more than", Valid with { Image = $"dir:/{new string('a', 5000)}" } },
        { "Command: give the program", Valid with { Command = null } },
        { "Command: give the program", Valid with { Command = [], Args = ["x"] } },
        { "Command[0]: the program's name may not be empty", Valid with { Command = [""] } },
        { "Command[1]: it may not hold NUL", Valid with { Command = ["a", "b\0"] } },
        { "Args[0]: it may not be null", Valid with { Args = [null!] } },
        { "Args[0]: it holds half a surrogate pair", Valid with { Args = ["\ud83d"] } },
        { "Args[0]: it is longer than 131071 bytes", Valid with { Args = [new string('x', 131_072)] } },
        { "EnvVars['A=B']: a name may not hold '='.", Env("A=B", "") },
        { "EnvVars['']: a name may not be empty.", Env("", "x") },
        { "EnvVars['A\\u0000']: the name is not valid: it may not hold NUL.", Env("A\0", "x") },
        { "EnvVars['A']: the value is not valid: it may not hold NUL.", Env("A", "secret\0") },
        { "EnvVars['A']: the value is not valid: it may not be null.", Env("A", null!) },
        { "EnvVars['A']: the value is not valid: it is longer", Env("A", new string('x', 131_070)) },
        { "WorkingDirectory: 'srv' is not absolute", Valid with { WorkingDirectory = "srv" } },
        { "WorkingDirectory: '' is not absolute", Valid with { WorkingDirectory = "" } },
        { "WorkingDirectory: it may not hold NUL", Valid with { WorkingDirectory = "/\0" } },
        { "WorkingDirectory: '/proc/self/fd/8' is in /proc", Valid with { WorkingDirectory = "/proc/self/fd/8" } },
        { "WorkingDirectory: '/a/../proc' is in /proc", Valid with { WorkingDirectory = "/a/../proc" } },
        { "User: '' is not valid", Valid with { User = "" } },
        { "User: 'a:' is not valid", Valid with { User = "a:" } },
        { "User: 'a:b:c' is not valid", Valid with { User = "a:b:c" } },
        { "User: '-1' is not valid", Valid with { User = "-1" } },
        { "User: '2147483648' is not valid", Valid with { User = "2147483648" } },
        { "User: 'a b' is not valid", Valid with { User = "a b" } },
        { "Hostname: '' is no host name", Valid with { Hostname = "" } },
        { "Hostname: 'a_b' is no host name", Valid with { Hostname = "a_b" } },
        { "Hostname: '-a' is no host name", Valid with { Hostname = "-a" } },
        { "Hostname: 'a..b' is no host name", Valid with { Hostname = "a..b" } },
        { "Hostname: it has 65 characters", Valid with { Hostname = $"{new string('a', 32)}.{new string('b', 32)}" } },
        { "ResourceRequests.CpuCores: NaN", Cores(double.NaN) },
        { "ResourceRequests.CpuCores: -1", Cores(-1) },
        { "ResourceRequests.CpuCores: 0.009", Cores(0.009) },
        { "ResourceRequests.CpuCores: Infinity", Cores(double.PositiveInfinity) },
        { "ResourceRequests.MemoryMb: 3", Valid with { ResourceRequests = new() { MemoryMb = 3 } } },
        { "ResourceRequests.MemoryMb: 9223372036854775807", Valid with { ResourceRequests = new() { MemoryMb = long.MaxValue } } },
        { "ResourceRequests.DiskMb: 7", Valid with { ResourceRequests = new() { DiskMb = 7 } } },
        { "Ports[0].ContainerPort: 0", Ports(new PortMapping { ContainerPort = 0 }) },
        { "Ports[0].HostPort: 65536", Ports(new PortMapping { ContainerPort = 1, HostPort = 65_536 }) },
        { "Ports[0].Protocol: 'TCP'", Ports(new PortMapping { ContainerPort = 1, Protocol = "TCP" }) },
        { "Ports[1]: an entry before it", Ports(new PortMapping { ContainerPort = 1, HostPort = 80 }, new PortMapping { ContainerPort = 2, HostPort = 80, Protocol = "tcp" }) },
        { "Ports[1]: an entry before it", Ports(new PortMapping { ContainerPort = 1 }, new PortMapping { ContainerPort = 1, HostPort = 0 }) },
        { "Ports[0]: it may not be null", Ports([null!]) },
        { "StopSignal: default is no signal", Valid with { StopSignal = default(Signal) } },
        { "StopTimeout: -00:00:01", Valid with { StopTimeout = TimeSpan.FromSeconds(-1) } },
        { "StopTimeout: 1.00:00:01", Valid with { StopTimeout = TimeSpan.FromSeconds(86_401) } },
        { "Labels['']: the key is not valid: it may not be empty.", Valid with { Labels = new Dictionary<string, string> { [""] = "x" } } },
        { "Labels['a\\u000a']: the key is not valid: it may not hold control", Valid with { Labels = new Dictionary<string, string> { ["a\n"] = "x" } } },
        { "Labels['a']: the value is not valid: it may not be null.", Valid with { Labels = new Dictionary<string, string> { ["a"] = null! } } },
        { "Annotations['a']: the value is not valid: it may not hold NUL.", Valid with { Annotations = new Dictionary<string, string> { ["a"] = "\0" } } },
    };

    public static TheoryData<string, CreateContainerOptions> BadOptions => new()
    {
        { "NodeId: default", new() { NodeId = default } },
        { "WorkloadId: default", Options with { WorkloadId = default(WorkloadId) } },
        { "ContainerId: default", Options with { ContainerId = default(ContainerId) } },
        { "Pull.Policy: 7", Options with { Pull = new() { Policy = (PullPolicy)7 } } },
        { "Pull.Platform: default", Options with { Pull = new() { Platform = default(ImagePlatform) } } },
        { "Pull.Credentials: give", Options with { Pull = new() { Credentials = new() } } },
        { "Pull.Credentials: give", Options with { Pull = new() { Credentials = new() { UserName = "me" } } } },
        { "ExitCommand: it may not be empty", Options with { ExitCommand = [] } },
        { "ExitCommand[0]: 'notify' is not an absolute path", Options with { ExitCommand = ["notify"] } },
        { "ExitCommand[0]: '' is not an absolute path", Options with { ExitCommand = [""] } },
        { "ExitCommand[1]: it may not hold NUL", Options with { ExitCommand = ["/bin/notify", "\0"] } },
        { "ExitCommand[0]: it may not be null", Options with { ExitCommand = [null!] } },
    };

    public static TheoryData<ContainerConfig> GoodConfigs =>
    [
        Valid,
        Valid with { SchemaVersion = 1, Name = "web_1.a+b", Hostname = new string('a', 63) },
        Valid with { User = "www-data:1000", WorkingDirectory = "/proc2", Args = ["", "=", "ü\n"], StopTimeout = TimeSpan.Zero, StopSignal = Signal.Kill },
        Valid with { User = "2147483647", ResourceRequests = new() { CpuCores = 0.01, MemoryMb = 6 } },
        Valid with { EnvVars = new Dictionary<string, string> { ["a.b-c d"] = "x=y\n", ["A"] = "" }, Ports = [] },
        Valid with { Labels = new Dictionary<string, string> { ["a/b"] = "line\nline" }, Annotations = new Dictionary<string, string> { ["a"] = "" } },
        new ContainerConfig { Image = "registry.example/app:1" },
        new ContainerConfig { Image = "app", Args = ["x"], ReadOnlyRootfs = true },
        new ContainerConfig { Image = "oci:/srv/images:web" },
        new ContainerConfig { Image = "docker-archive:/srv/image.tar:web:1" },
    ];

    [Theory]
    [MemberData(nameof(BadConfigs))]
    public void Validate_bad_config_throws_naming_the_member(string error, ContainerConfig config) => ErrorsOf(config, Options).Should().ContainSingle().Which.Should().StartWith(error);

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void Validate_bad_options_throws_naming_the_member(string error, CreateContainerOptions options) => ErrorsOf(Valid, options).Should().ContainSingle().Which.Should().StartWith(error);

    [Theory]
    [MemberData(nameof(GoodConfigs))]
    public void Validate_good_config_passes(ContainerConfig config) => ErrorsOf(config, Options).Should().BeEmpty();

    [Fact]
    public void Validate_forty_problems_reports_them_all_at_once()
    {
        var config = new ContainerConfig
        {
            SchemaVersion = 7,
            Name = "a b",
            Image = "dir:x",
            Command = ["\0", "\0"],
            Args = ["\0", null!, "\0"],
            EnvVars = new Dictionary<string, string> { [""] = "", ["A=B"] = "", ["=C"] = "\0", ["D"] = "\0", ["E"] = null! },
            WorkingDirectory = "x",
            User = ":",
            Hostname = new string('_', 70),
            Ports =
            [
                new() { ContainerPort = 0, HostPort = -1, Protocol = "x" },
                new() { ContainerPort = 70_000, HostPort = 70_000, Protocol = "" },
                new() { ContainerPort = 70_001, HostPort = 70_000, Protocol = "" },
                null!,
            ],
            ResourceRequests = new() { CpuCores = double.NaN, MemoryMb = 0, DiskMb = -1 },
            StopSignal = default(Signal),
            StopTimeout = TimeSpan.MinValue,
            Labels = new Dictionary<string, string> { [""] = null!, ["\n"] = "" },
            Annotations = new Dictionary<string, string> { [""] = "\0" },
        };
        var options = new CreateContainerOptions { NodeId = default, WorkloadId = default(WorkloadId), ContainerId = default(ContainerId), ExitCommand = ["x", "\0"] };

        var errors = ErrorsOf(config, options);

        errors.Should().HaveCountGreaterThanOrEqualTo(40).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Validate_bad_value_of_a_variable_never_shows_it() => ErrorsOf(Env("TOKEN", "hunter2\0"), Options).Should().NotContain(error => error.Contains("hunter2"));

    [Fact]
    public void Validate_what_is_not_there_yet_is_refused_by_name()
    {
        var validate = () => ContainerConfigValidator.Validate(Ports(new PortMapping { ContainerPort = 80 }), Options);

        var refusal = validate.Should().Throw<FeatureNotSupportedException>().Which;
        refusal.Feature.Should().Be("ContainerConfig.Ports");
        refusal.Message.Should().Contain("not supported yet").And.Contain("Leave it out");
    }

    private static IReadOnlyList<string> ErrorsOf(ContainerConfig config, CreateContainerOptions options)
    {
        try
        {
            ContainerConfigValidator.Validate(config, options);
            return [];
        }
        catch (ContainerConfigException exception)
        {
            return exception.Errors;
        }
    }

    private static ContainerConfig Env(string name, string value) => Valid with { EnvVars = new Dictionary<string, string> { [name] = value } };

    private static ContainerConfig Cores(double cores) => Valid with { ResourceRequests = new() { CpuCores = cores } };

    private static ContainerConfig Ports(params PortMapping[] ports) => Valid with { Ports = ports };
}
