using System.Diagnostics;

namespace Demo;

/// <summary>Runs the demo's steps and prints what each took.</summary>
internal sealed class Steps
{
    private int _number;

    public Task RunAsync(string what, Func<Task> work) => RunAsync(what, async () =>
    {
        await work();
        return true;
    });

    public async Task<T> RunAsync<T>(string what, Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        Console.WriteLine($"{++_number}. {what,-52} {Stopwatch.GetElapsedTime(started).TotalMilliseconds,8:F1} ms");
        return result;
    }

    public static void Tell(string name, string value) => Console.WriteLine($"   {name}: {value}");
}
