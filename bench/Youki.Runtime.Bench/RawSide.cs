namespace Youki.Runtime.Bench;

/// <summary>An OCI runtime by hand: each verb is one program, with nobody who watches the container.</summary>
internal sealed class RawSide(string name, string program, RawBundle bundles, Measurements measurements) : ISide
{
    public string Name => name;

    public async Task RoundAsync()
    {
        var (id, bundle) = bundles.Make();
        await TimeAsync("create", () => Programs.DetachAsync(program, "--root", bundles.StateDirectory, "create", "--bundle", bundle, "--pid-file", $"{bundle}/pid", id));
        try
        {
            await TimeAsync("start", () => RunAsync("start", id));
            await TimeAsync("state", () => RunAsync("state", id));
            await TimeAsync("kill", () => RunAsync("kill", id, "KILL"));
            await Ends.WaitAsync($"{bundle}/pid");
            await TimeAsync("delete", () => RunAsync("delete", "--force", id));
        }
        catch
        {
            await RunAsync("delete", "--force", id);
            throw;
        }

        Directory.Delete(bundle, recursive: true);
    }

    private Task TimeAsync(string verb, Func<Task> work) => measurements.TimeAsync(Names.Raw(name, verb), work);

    private Task RunAsync(params string[] arguments) => Programs.RunAsync(program, ["--root", bundles.StateDirectory, .. arguments]);
}
