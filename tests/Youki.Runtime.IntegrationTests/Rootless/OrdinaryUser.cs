using System.Diagnostics;
using System.Globalization;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.IntegrationTests.Tool;

namespace Youki.Runtime.IntegrationTests.Rootless;

/// <summary>An ordinary user of this host, made for one test and removed with it.</summary>
internal sealed class OrdinaryUser : IAsyncDisposable
{
    private const int Attempts = 50;

    /// <summary>Each command starts .NET, which takes its time in the virtual machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly string _path = Directory.CreateTempSubdirectory("youki-rootless-test-").FullName;

    private OrdinaryUser(string name) => Name = name;

    public string Name { get; }

    public uint Id { get; private set; }

    /// <summary>The first of the user's subordinate ids. 0: there are none.</summary>
    public uint FirstSubordinate { get; private set; }

    public string Home => Path.Combine(_path, "home");

    public string RuntimeDirectory => Path.Combine(_path, "run");

    /// <summary>A directory that is the test's, and that the user can read.</summary>
    public string Shared => Path.Combine(_path, "shared");

    public string Bundles => Path.Combine(Home, ".local/share/orchestrator/bundles");

    public string Images => Path.Combine(Home, ".local/share/orchestrator/images");

    public string State => Path.Combine(RuntimeDirectory, "orchestrator");

    /// <summary>What becomes of the user's processes before they are the user's: a script of root's.</summary>
    public string Preparation { get; set; } = ":";

    /// <summary>Directories in which programs are looked up. Null: those of the tests.</summary>
    public string? SearchPath { get; set; }

    /// <summary>Makes a user.</summary>
    /// <param name="subordinates">How many subordinate ids the user gets, of users and of groups.</param>
    public static async Task<OrdinaryUser> MakeAsync(uint subordinates = 65536)
    {
        Assert.SkipUnless(System.Environment.IsPrivilegedProcess, "makes a user, which needs root");
        Assert.SkipUnless(File.Exists("/usr/sbin/useradd") && File.Exists("/usr/bin/newuidmap"), "needs useradd and newuidmap");
        var user = new OrdinaryUser($"youki-{Guid.NewGuid():N}"[..20]);
        File.SetUnixFileMode(user._path, (UnixFileMode)0b111_001_001);
        Assert.SkipUnless(await IsReadableByOthersAsync(), "ordinary users cannot read this checkout");
        var count = subordinates.ToString(CultureInfo.InvariantCulture);
        await InsistAsync("useradd", "--create-home", "--home-dir", user.Home, "--shell", "/bin/sh", "--key", $"SUB_UID_COUNT={count}", "--key", $"SUB_GID_COUNT={count}", user.Name);
        user.Id = uint.Parse((await CommandAsync("id", "-u", user.Name)).Output.Trim(), CultureInfo.InvariantCulture);
        user.FirstSubordinate = File.ReadLines("/etc/subuid").Where(line => line.StartsWith($"{user.Name}:", StringComparison.Ordinal))
            .Select(line => uint.Parse(line.Split(':')[1], CultureInfo.InvariantCulture)).FirstOrDefault();
        Directory.CreateDirectory(user.Shared);
        Directory.CreateDirectory(user.RuntimeDirectory, (UnixFileMode)0b111_000_000);
        await InsistAsync("chown", user.Name, user.RuntimeDirectory);
        return user;
    }

    /// <summary>Runs the tool as the user, with nothing said of directories.</summary>
    public async Task<ToolResult> RunAsync(params string[] arguments)
    {
        using var tool = Start(arguments);
        return await tool.WaitAsync(Limit);
    }

    /// <summary>As above, and it must succeed; what it prints.</summary>
    public async Task<string> SucceedAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        result.ExitCode.Should().Be(0, "{0}: {1}", string.Join(' ', arguments), result.Error);
        return result.Output;
    }

    public ToolProcess Start(params string[] arguments) => ToolProcess.Start(arguments, Environment(), script: Script("set -- {0} \"$@\""));

    /// <summary>Runs a command line as the user.</summary>
    public async Task<(int ExitCode, string Output)> CommandAsUserAsync(params string[] command) =>
        await CommandAsync(["env", .. Environment().Select(variable => $"{variable.Key}={variable.Value}"), "bash", "-c", Script("exec {0} \"$@\""), "bash", .. command]);

    /// <summary>Whether any process of the user or of the subordinate ids is there.</summary>
    public bool HasProcesses() => Directory.EnumerateDirectories("/proc").Any(directory =>
    {
        try
        {
            return int.TryParse(Path.GetFileName(directory), out _)
                && File.ReadLines($"{directory}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1] is var uid
                && uint.Parse(uid, CultureInfo.InvariantCulture) is var id
                && (id == Id || (FirstSubordinate > 0 && id >= FirstSubordinate && id < FirstSubordinate + 65536))
                && !File.ReadAllText($"{directory}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    });

    /// <summary>Files of containers that are there: bundles, and the runtimes' state.</summary>
    public IReadOnlyList<string> Leftovers() =>
    [
        .. Entries(Bundles).Where(path => !Path.GetFileName(path).StartsWith('.')),
        .. Entries(State).SelectMany(Entries).Where(path => !Path.GetFileName(path).StartsWith('.')),
    ];

    /// <summary>The last statement of a test: nothing is left of the user's containers.</summary>
    public async Task AssertNothingIsLeftAsync()
    {
        Leftovers().Should().BeEmpty();
        await TestNode.EventuallyAsync(() => Task.FromResult(!HasProcesses()), "no process of the user is left");
    }

    public async ValueTask DisposeAsync()
    {
        await CommandAsync("bash", "-c", "for d in /proc/[0-9]*; do [ \"$(stat -c %U $d 2> /dev/null)\" = \"$1\" ] && kill -KILL ${d#/proc/}; done; true", "bash", Name);
        await InsistAsync("userdel", "--force", Name);
        await CommandAsync("rm", "-rf", "--one-file-system", _path);
    }

    private Dictionary<string, string?> Environment() => new()
    {
        ["HOME"] = Home,
        ["XDG_RUNTIME_DIR"] = RuntimeDirectory,
        ["XDG_DATA_HOME"] = null,
        ["XDG_CONFIG_HOME"] = null,
        ["DOCKER_CONFIG"] = null,
        ["REGISTRY_AUTH_FILE"] = null,
        ["TMPDIR"] = RuntimeDirectory,
        ["PATH"] = SearchPath ?? System.Environment.GetEnvironmentVariable("PATH"),
    };

    private string Script(string use) =>
        $"{Preparation}; cd {Shared}; {string.Format(CultureInfo.InvariantCulture, use, $"/usr/bin/setpriv --reuid={Id} --regid={Id} --clear-groups --")}";

    private static IEnumerable<string> Entries(string directory) => Directory.Exists(directory) ? Directory.EnumerateFileSystemEntries(directory) : [];

    // Others may be changing the accounts at the same time.
    private static async Task InsistAsync(params string[] command)
    {
        for (var left = Attempts; ; left--)
        {
            var (exitCode, output) = await CommandAsync(command);
            if (exitCode == 0 || (command[0] == "userdel" && output.Contains("does not exist", StringComparison.Ordinal)))
            {
                return;
            }

            left.Should().BePositive("{0}: {1}", string.Join(' ', command), output);
            await Task.Delay(100);
        }
    }

    private static async Task<bool> IsReadableByOthersAsync() =>
        (await CommandAsync("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--", "cat", ToolProcess.Program)).ExitCode == 0;

    private static async Task<(int ExitCode, string Output)> CommandAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Limit);
        return (process.ExitCode, await output + await error);
    }
}
