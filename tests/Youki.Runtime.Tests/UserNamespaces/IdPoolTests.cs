using Youki.Runtime.Specs;
using Youki.Runtime.UserNamespaces;

namespace Youki.Runtime.Tests.UserNamespaces;

public sealed class IdPoolTests : IDisposable
{
    private static readonly CancellationToken Token = CancellationToken.None;

    private readonly string _directory = Directory.CreateTempSubdirectory("youki-pool-").FullName;

    private IdPool Pool => new(Options(), TimeProvider.System);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Claims_of_containers_do_not_overlap_and_fill_gaps()
    {
        var first = await Pool.ClaimAsync(Id("a"), Bundle("a"), 1000, Token);
        var second = await Pool.ClaimAsync(Id("b"), Bundle("b"), 500, Token);
        await Pool.ReleaseAsync(Id("a"), Bundle("a"), Token);
        var third = await Pool.ClaimAsync(Id("c"), Bundle("c"), 600, Token);
        var fourth = await Pool.ClaimAsync(Id("d"), Bundle("d"), 600, Token);

        new[] { first, second, third, fourth }.Select(mappings => mappings.HostUid(0)).Should().Equal(100_000, 101_000, 100_000, 101_500);
        fourth.Gids.Should().BeEquivalentTo([Map(0, 101_500, 600)]);
    }

    [Fact]
    public async Task Claim_of_a_container_that_has_one_is_the_same()
    {
        var first = await Pool.ClaimAsync(Id("a"), Bundle("a"), 1000, Token);
        var again = await Pool.ClaimAsync(Id("a"), Bundle("a"), 1000, Token);

        again.Should().BeEquivalentTo(first);
    }

    [Fact]
    public async Task Claims_of_one_id_in_two_bundle_directories_are_two()
    {
        var first = await Pool.ClaimAsync(Id("a"), Bundle("a"), 1000, Token);
        var other = await Pool.ClaimAsync(Id("a"), Bundle("other/a"), 1000, Token);

        other.HostUid(0).Should().Be(first.HostUid(0) + 1000);
    }

    [Fact]
    public async Task Claims_at_the_same_moment_do_not_overlap()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => Pool.ClaimAsync(Id($"c{number}"), Bundle($"c{number}"), 100, Token))));

        claims.Select(mappings => mappings.HostUid(0)).Should().OnlyHaveUniqueItems().And.HaveCount(20);
    }

    [Fact]
    public async Task Claim_where_all_are_taken_says_how_many()
    {
        await Pool.ClaimAsync(Id("a"), Bundle("a"), 9_000, Token);

        var claim = () => Pool.ClaimAsync(Id("b"), Bundle("b"), 2_000, Token);

        (await claim.Should().ThrowAsync<SubordinateIdException>()).Which.Message.Should().Contain("2000").And.Contain("100000 to 109999").And.Contain("hold 9000");
    }

    [Fact]
    public async Task Claim_of_more_than_there_ever_are_says_so()
    {
        var claim = () => Pool.ClaimAsync(Id("b"), Bundle("b"), 65536, Token);

        (await claim.Should().ThrowAsync<SubordinateIdException>()).Which.Message.Should().Contain("too few").And.Contain("Count");
    }

    [Fact]
    public async Task Claim_of_a_container_that_is_gone_is_dropped_unless_its_directory_is_gone_too()
    {
        await Pool.ClaimAsync(Id("a"), Bundle("a"), 1000, Token);
        await Pool.ClaimAsync(Id("b"), Bundle("other/b"), 1000, Token);
        Directory.Delete(Bundle("a"));
        Directory.Delete(Path.Combine(_directory, "other"), recursive: true);

        var next = await Pool.ClaimAsync(Id("c"), Bundle("c"), 2000, Token);
        var after = await Pool.ClaimAsync(Id("d"), Bundle("d"), 1000, Token);

        next.HostUid(0).Should().Be(102_000);
        after.HostUid(0).Should().Be(100_000);
    }

    [Fact]
    public async Task Claim_of_given_ids_that_another_container_has_throws()
    {
        await Pool.ClaimAsync(Id("a"), Bundle("a"), 1000, Token);

        var claim = () => Pool.ClaimAsync(Id("b"), Bundle("b"), Given(100_999, 10), Token);

        (await claim.Should().ThrowAsync<HostResourceException>()).Which.Message.Should().Contain("container a in").And.Contain("100000 to 100999");
    }

    [Fact]
    public async Task Claim_takes_no_ids_that_were_given_to_another_container()
    {
        await Pool.ClaimAsync(Id("a"), Bundle("a"), Given(100_100, 10), Token);
        await Pool.ClaimAsync(Id("b"), Bundle("b"), Given(100_100, 10), Token);

        var next = await Pool.ClaimAsync(Id("c"), Bundle("c"), 1000, Token);

        next.HostUid(0).Should().Be(100_110);
    }

    [Fact]
    public async Task Release_of_what_was_never_claimed_does_nothing()
    {
        await Pool.ReleaseAsync(Id("a"), Bundle("a"), Token);

        Directory.Exists(Path.Combine(_directory, "pool")).Should().BeFalse();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"schemaVersion":2,"claims":[]}""")]
    public async Task Claim_with_a_damaged_file_gives_nothing_away(string content)
    {
        await Pool.ClaimAsync(Id("a"), Bundle("a"), 1000, Token);
        await File.WriteAllTextAsync(Path.Combine(_directory, "pool", "ranges.json"), content, Token);

        var claim = () => Pool.ClaimAsync(Id("b"), Bundle("b"), 1000, Token);

        (await claim.Should().ThrowAsync<HostResourceException>()).Which.Message.Should().Contain("ranges.json");
    }

    [Fact]
    public async Task Claim_of_subordinate_ids_takes_users_and_groups_from_their_own_files()
    {
        var (uids, gids) = (Write("subuid", "me:1:2\n# none\ncontainers:200000:1000\ncontainers:300000:4000\n"), Write("subgid", "containers:500000:4000\n"));
        var pool = new IdPool(new IdPoolOptions { Directory = Path.Combine(_directory, "pool") }, TimeProvider.System, uids, gids);

        var mappings = await pool.ClaimAsync(Id("a"), Bundle("a"), 2000, Token);

        mappings.Uids.Should().BeEquivalentTo([Map(0, 300_000, 2000)]);
        mappings.Gids.Should().BeEquivalentTo([Map(0, 500_000, 2000)]);
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("me:100000:65536\n", "has no ids for user 'containers'")]
    [InlineData("containers:100000:1000\n", "that is too few")]
    [InlineData("containers:4294967000:65536\n", "has no ids for user 'containers'")]
    public async Task Claim_where_the_file_has_not_enough_says_what_to_write(string? content, string reason)
    {
        var file = content is null ? Path.Combine(_directory, "missing") : Write("subuid", content);
        var pool = new IdPool(new IdPoolOptions { Directory = Path.Combine(_directory, "pool") }, TimeProvider.System, file, file);

        var claim = () => pool.ClaimAsync(Id("a"), Bundle("a"), 65536, Token);

        var thrown = (await claim.Should().ThrowAsync<SubordinateIdException>()).Which;
        thrown.IdSource.Should().Be(file);
        thrown.Message.Should().Contain(reason).And.Contain("'containers:2147483648:2147418112'");
    }

    private static ContainerId Id(string text) => ContainerId.Parse(text);

    private static IdMappings Given(uint first, uint size) => new() { Uids = [Map(0, first, size)], Gids = [Map(0, first, size)] };

    private static LinuxIdMapping Map(uint inside, uint outside, uint size) => new() { ContainerId = inside, HostId = outside, Size = size };

    private IdPoolOptions Options() => new() { FirstId = 100_000, Count = 10_000, Directory = Path.Combine(_directory, "pool") };

    private string Bundle(string name) => Directory.CreateDirectory(Path.Combine(_directory, name)).FullName;

    private string Write(string name, string content)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, content);
        return path;
    }
}
