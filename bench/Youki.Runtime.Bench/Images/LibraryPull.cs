using Youki.Runtime.Native;

namespace Youki.Runtime.Bench.Images;

/// <summary>The library, as a long-lived host uses it, with an empty store in each round.</summary>
internal sealed class LibraryPull(YoukiRuntimeOptions options, ImageReference reference, Measurements measurements) : IPullSide
{
    public string Name => "library";

    public async Task RoundAsync()
    {
        await using (var runtime = YoukiRuntime.Create(options))
        {
            var (_, idle) = HostMemory.Read();
            PeakMemory.Reset();
            await measurements.TimeAsync(Names.Pull(Name), () => runtime.PullImageAsync(reference));
            measurements.Add(Names.PullMemory, (PeakMemory.Read() - idle) / 1024.0 / 1024);
            await measurements.TimeAsync(Names.PullAgain, () => runtime.PullImageAsync(reference, new() { Policy = PullPolicy.IfNotPresent }));
        }

        FileTree.Delete(options.ImageDirectory);
    }
}
