using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Processes;

/// <summary>What a process finds itself to be.</summary>
public sealed class ProcessTests
{
    public static TheoryData<string, (string? User, string Seen)> Users => Runtimes.With<(string?, string)>(
        (null, "uid=0(root) gid=0(root) groups=0(root)"),
        ("web", "uid=1000(web) gid=1000(web) groups=1000(web),2000(logs)"),
        ("1000", "uid=1000(web) gid=1000(web) groups=1000(web),2000(logs)"),
        ("1000:2000", "uid=1000(web) gid=2000(logs) groups=2000(logs)"),
        ("web:logs", "uid=1000(web) gid=2000(logs) groups=2000(logs)"),
        ("4242", "uid=4242 gid=0(root) groups=0(root)"),
        ("0:2000", "uid=0(root) gid=2000(logs) groups=2000(logs)"));

    [Theory]
    [MemberData(nameof(Users))]
    public async Task User_is_who_the_process_runs_as(string flavor, (string? User, string Seen) expected)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (_, output, _) = await node.RunAsync(TestNode.Config("/bin/id") with { User = expected.User });

        output.Should().Be($"{expected.Seen}\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task User_unknown_throws_and_leaves_nothing(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        foreach (var user in new[] { "nobody-knows", "web:nobody-knows" })
        {
            var create = () => node.CreateAsync(TestNode.Config("/bin/true") with { User = user });

            (await create.Should().ThrowAsync<ContainerConfigException>()).Which.Errors.Should().ContainSingle().Which.Should().Contain("nobody-knows");
        }

        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Defaults_umask_open_files_directory_and_host_name_are_set(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var hard = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[4];
        var limit = hard == "unlimited" ? 1_048_576 : Math.Min(1_048_576, long.Parse(hard));

        var id = await node.CreateAsync(TestNode.Shell("umask; ulimit -n; ulimit -Hn; pwd; hostname; cat /proc/sys/kernel/hostname"), id: "Named_by.its+id");
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        (await node.OutputAsync(id)).Output.Should().Be($"0022\n{limit}\n{limit}\n/\nNamed-by.its-id\nNamed-by.its-id\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Working_directory_is_made_where_it_is_missing(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (exit, output, _) = await node.RunAsync(TestNode.Shell("pwd; hostname; echo x >file; cat file") with { WorkingDirectory = "/work/deep/er", Hostname = "web.example" });

        exit.ExitCode.Should().Be(0);
        output.Should().Be("/work/deep/er\nweb.example\nx\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Arguments_arrive_as_they_are(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        string[] arguments = ["", " ", "-n", "--", "$(id)", "a\nb", "\"'\\", "\u2603", "*"];

        var (_, output, _) = await node.RunAsync(TestNode.Config("/bin/printf", "[%s]") with { Args = arguments });

        output.Should().Be($"{string.Concat(arguments.Select(argument => $"[{argument}]"))}");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Descriptors_are_the_three_standard_ones(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));
        var pid = await node.PidAsync(id);
        await TestNode.EventuallyAsync(() => Task.FromResult(File.ReadAllText($"/proc/{pid}/cmdline").StartsWith("/bin/sleep")));

        var descriptors = new DirectoryInfo($"/proc/{pid}/fd").EnumerateFileSystemInfos().ToDictionary(entry => entry.Name, entry => entry.LinkTarget);

        descriptors.Keys.Should().BeEquivalentTo("0", "1", "2");
        descriptors["0"].Should().Be("/dev/null");
        descriptors.Values.Skip(1).Should().NotContain(target => target!.StartsWith('/'));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Namespaces_are_its_own_and_the_user_namespace_is_the_hosts(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));
        var pid = await node.PidAsync(id);

        foreach (var type in new[] { "pid", "net", "uts", "ipc", "cgroup", "mnt" })
        {
            NamespaceOf($"{pid}", type).Should().NotBe(NamespaceOf("self", type), "the {0} namespace is the container's own", type);
        }

        NamespaceOf($"{pid}", "user").Should().Be(NamespaceOf("self", "user"));
    }

    private static string? NamespaceOf(string process, string type) => new FileInfo($"/proc/{process}/ns/{type}").LinkTarget;
}
