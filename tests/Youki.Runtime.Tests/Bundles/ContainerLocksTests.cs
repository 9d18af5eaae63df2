using Youki.Runtime.Bundles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Bundles;

public sealed class ContainerLocksTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ContainerId _id = ContainerId.Parse("a");
    private readonly string _directory = Directory.CreateTempSubdirectory("youki-locks-").FullName;

    public ContainerLocksTests() => Directory.CreateDirectory(BundleLayout.LockDirectory(_directory));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acquire_excludes_others_of_this_process()
    {
        var locks = Locks();
        var inside = 0;

        await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var held = await locks.AcquireAsync(_id, Limit, Token);
            Interlocked.Increment(ref inside).Should().Be(1);
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        }));
    }

    [Fact]
    public async Task Acquire_excludes_other_processes()
    {
        using var held = await Locks().AcquireAsync(_id, Limit, Token);

        (await Locks().TryAcquireAsync(_id, Token)).Should().BeNull();
        await FluentActions.Awaiting(() => Locks().AcquireAsync(_id, TimeSpan.FromMilliseconds(20), Token)).Should().ThrowAsync<ContainerBusyException>();
    }

    [Fact]
    public async Task Dispose_lets_the_next_one_in()
    {
        (await Locks().AcquireAsync(_id, Limit, Token)).Dispose();

        using var held = await Locks().TryAcquireAsync(_id, Token);

        held.Should().NotBeNull();
    }

    [Fact]
    public async Task Acquire_of_a_file_that_was_removed_locks_the_new_one()
    {
        var file = new BundleLayout(_directory, _id).LockFile;
        var first = await Locks().AcquireAsync(_id, Limit, Token);
        var waiting = Locks().AcquireAsync(_id, Limit, Token);
        File.Delete(file);

        first.Dispose();
        using var second = await waiting;

        FileLock.TryAcquire(file).Should().BeNull("the second has locked the file that has the name now");
    }

    [Fact]
    public async Task Acquire_can_be_cancelled()
    {
        using var held = await Locks().AcquireAsync(_id, Limit, Token);
        using var cancel = new CancellationTokenSource();

        var waiting = Locks().AcquireAsync(_id, Limit, cancel.Token);
        await cancel.CancelAsync();

        await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<OperationCanceledException>();
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private ContainerLocks Locks() => new(_directory, TimeProvider.System);
}
