using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Youki.Runtime.Bench;

/// <summary>
/// What somebody would write in a shell who wants a container that is watched: a script that has conmon make it and then starts it; and kill and delete.
/// The targets are ratios to these.
/// </summary>
internal sealed class ShellSide(string conmon, string program, RawBundle bundles, Measurements measurements) : ISide
{
    private const string Shell = "/bin/sh";

    // conmon's answer comes through a fifo: reading it costs least, and waits no longer than it must.
    private const string RunScript = """
        runtime=$2 root=$3 id=$4
        exec 3<>"$1"
        shift 4
        _OCI_SYNCPIPE=3 "$@" </dev/null >/dev/null 2>&1 || exit
        read -r line <&3
        case $line in '{"data": -1'*) echo "$line" >&2; exit 1;; esac
        exec "$runtime" --root "$root" start "$id"
        """;

    // As above; the second answer is the exit code.
    private const string ExecScript = """
        exec 3<>"$1"
        shift
        _OCI_SYNCPIPE=3 "$@" </dev/null >/dev/null 2>&1 || exit
        read -r line <&3
        case $line in '{"data": -1'*) echo "$line" >&2; exit 1;; esac
        read -r line <&3
        """;

    public string Name => "shell";

    public async Task RoundAsync()
    {
        await measurements.TimeAsync(Names.EmptyShell, () => Programs.RunAsync(Shell, "-c", ":"));
        var (id, bundle) = await MakeAsync();
        try
        {
            await measurements.TimeAsync(Names.ShellRun, () => RunAsync(id, bundle));
            await ExecAsync(id, bundle);
            await KillAndDeleteAsync(id, bundle);
        }
        finally
        {
            await EndAsync(id, bundle);
        }
    }

    /// <summary>Makes and starts many at once, and removes them again.</summary>
    public async Task ManyAsync(int count, int atOnce)
    {
        var containers = new List<(string Id, string Bundle)>();
        while (containers.Count < count)
        {
            containers.Add(await MakeAsync());
        }

        using var turn = new SemaphoreSlim(atOnce);
        try
        {
            await measurements.TimeAsync(Names.ShellMany, () => Task.WhenAll(containers.Select(async container =>
            {
                await turn.WaitAsync();
                try
                {
                    await RunAsync(container.Id, container.Bundle);
                }
                finally
                {
                    turn.Release();
                }
            })));
        }
        finally
        {
            foreach (var (id, bundle) in containers)
            {
                await EndAsync(id, bundle);
            }
        }
    }

    private async Task<(string Id, string Bundle)> MakeAsync()
    {
        var container = bundles.Make();
        await Programs.RunAsync("mkfifo", $"{container.Bundle}/answer");
        return container;
    }

    // Conmon is given no pipe of ours, so nothing is left that would keep us waiting.
    private Task RunAsync(string id, string bundle) => Programs.RunAsync(
        Shell, "-c", RunScript, "sh", $"{bundle}/answer", program, bundles.StateDirectory, id,
        conmon, "--api-version", "-c", id, "-u", id, "-n", id, "-r", program, "-b", bundle, "-p", $"{bundle}/pid", "-P", $"{bundle}/conmon.pid",
        "-l", $"k8s-file:{bundle}/log", "--exit-dir", bundle, "--persist-dir", bundle, "--full-attach", "--no-sync-log",
        $"--runtime-arg=--root={bundles.StateDirectory}", $"--runtime-arg=--log={bundle}/create.log", "--runtime-arg=--log-format=json");

    /// <summary>A command's files are made before, and its output goes to a file.</summary>
    private async Task ExecAsync(string id, string bundle)
    {
        var exec = Directory.CreateDirectory($"{bundle}/exec").FullName;
        var process = JsonNode.Parse(await File.ReadAllTextAsync($"{bundle}/config.json"))!["process"]!;
        process["args"] = new JsonArray("/bin/sleep", "0");
        await File.WriteAllTextAsync($"{exec}/process.json", process.ToJsonString());
        await Programs.RunAsync("mkfifo", $"{exec}/answer");
        await measurements.TimeAsync(Names.ShellExec, () => Programs.RunAsync(
            Shell, "-c", ExecScript, "sh", $"{exec}/answer",
            conmon, "--api-version", "-c", id, "-u", id, "-n", id, "-r", program, "-b", exec, "-p", $"{exec}/pid", "-P", $"{exec}/conmon.pid",
            "-l", $"k8s-file:{exec}/log", "--persist-dir", exec, "--full-attach", "--no-sync-log", "-e", "--exec-process-spec", $"{exec}/process.json",
            $"--runtime-arg=--root={bundles.StateDirectory}", $"--runtime-arg=--log={exec}/exec.log", "--runtime-arg=--log-format=json"));
        await Ends.WaitAsync($"{exec}/conmon.pid");
    }

    /// <summary>The two programs together; the end of the container, between them, is not part of it.</summary>
    private async Task KillAndDeleteAsync(string id, string bundle)
    {
        var kill = Stopwatch.GetTimestamp();
        await Programs.RunAsync(program, "--root", bundles.StateDirectory, "kill", id, "KILL");
        var killed = Stopwatch.GetElapsedTime(kill);
        await Ends.WaitAsync($"{bundle}/pid");
        var delete = Stopwatch.GetTimestamp();
        await DeleteAsync(id);
        measurements.Add(Names.ShellEnd, (killed + Stopwatch.GetElapsedTime(delete)).TotalMilliseconds);
    }

    /// <summary>Removes what may be left; conmon ends on its own, a moment after its container, and writes to the bundle until then.</summary>
    private async Task EndAsync(string id, string bundle)
    {
        await DeleteAsync(id);
        await Ends.WaitAsync($"{bundle}/conmon.pid");
        Directory.Delete(bundle, recursive: true);
    }

    private Task DeleteAsync(string id) => Programs.RunAsync(program, "--root", bundles.StateDirectory, "delete", "--force", id);
}
