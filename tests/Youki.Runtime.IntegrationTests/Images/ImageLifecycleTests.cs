using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Images;

/// <summary>How containers hold on to their images.</summary>
public sealed class ImageLifecycleTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Container_sees_the_layers_merged(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        images.Add(
            new(),
            images.Layer(("a/deleted", "1"), ("a/changed", "1"), ("b/hidden", "1")),
            images.Layer(("-a/deleted", ""), ("a/changed", "2"), ("!b", ""), ("b/new", "2")));

        var (exit, output, error) = await images.RunAsync(ImageNode.Shell("cd /; echo a/* b/*; cat a/changed"));

        (exit.ExitCode, output).Should().Be((0, "a/changed b/new\n2"), error);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Container_of_128_layers_runs(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        images.Add(new(), [.. Enumerable.Range(0, 127).Select(number => images.Layer(($"layers/{number}", ""), ("last", $"{number}")))]);

        (await images.RunAsync(ImageNode.Shell("ls /layers | wc -l; cat /last"))).Output.Should().Be("127\n126");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Restart_uses_the_very_image_whatever_became_of_the_tag(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        var image = images.Add(new() { Cmd = ["/bin/cat", "/version"], Env = ["A=old"] }, images.Layer(("version", "old\n")));
        var id = await images.CreateAsync(ImageNode.Config());
        await images.EndAsync(id);
        images.Add(new() { Cmd = ["/bin/false"] }, images.Layer(("version", "new\n")));
        images.Images.Remove("app:1");

        await using var later = await images.OpenRuntimeAsync();
        await later.StartContainerAsync(id, TestNode.Token);
        var (exit, output, _) = await images.EndAsync(id);

        (exit.ExitCode, output).Should().Be((0, "old\nold\n"));
        (await later.InspectContainerAsync(id, TestNode.Token)).Image.Should().BeEquivalentTo(image);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Image_is_kept_for_as_long_as_the_container_is_there(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        var image = images.Add(new() { Cmd = ["/bin/true"] });

        var id = await images.CreateAsync(ImageNode.Config());
        await images.EndAsync(id);
        var (kept, holds) = (images.Images.Kept.ToDictionary(), images.Images.Holds);
        var resources = (await images.Runtime.InspectContainerAsync(id, TestNode.Token)).Resources;
        await images.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        kept.Should().BeEquivalentTo(new Dictionary<ContainerId, Digest> { [id] = image.Id });
        holds.Should().Be(0);
        resources.Select(resource => resource.Kind).Should().Equal("image", "rootfs");
        images.Images.Kept.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Two_containers_share_the_layers_and_copy_nothing(string flavor)
    {
        await using var images = await ImageNode.OpenAsync(flavor);
        images.Add(new(), images.Layer(("big", new string('x', 100_000))));

        var one = await images.CreateAsync(ImageNode.Shell("exec sleep 100"), start: false);
        var two = await images.CreateAsync(ImageNode.Shell("exec sleep 100"), start: false);

        foreach (var id in new[] { one, two })
        {
            // The runtime makes mount points; files there are none.
            Directory.GetFiles($"{images.Node.Bundle(id)}/layer/upper", "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0).Should().BeEmpty();
            (await images.Runtime.InspectContainerAsync(id, TestNode.Token)).Resources[1].Data.Should().Contain("method", "overlay").And.Contain("layers", "2");
        }
    }

    [Fact]
    public async Task Failed_create_lets_the_image_go()
    {
        await using var images = await ImageNode.OpenAsync("youki");
        images.Add(new());

        var create = () => images.CreateAsync(ImageNode.Config("/no/such/program"));

        await create.Should().ThrowAsync<ContainerStartException>();
        (images.Images.Kept.Count, images.Images.Holds).Should().Be((0, 0));
        images.Node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Unknown_image_is_told_and_nothing_is_made()
    {
        await using var images = await ImageNode.OpenAsync("youki");

        var create = () => images.CreateAsync(ImageNode.Shell("true"));

        await create.Should().ThrowAsync<ImageNotFoundException>();
        images.Node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Create_that_is_cancelled_while_the_image_is_fetched_leaves_nothing_and_locks_nothing()
    {
        await using var images = await ImageNode.OpenAsync("youki");
        images.Add(new());
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestNode.Token);
        var fetching = new TaskCompletionSource();
        images.Images.Fetching = async token =>
        {
            fetching.SetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        var id = ContainerId.Parse("web");

        var create = images.Runtime.CreateContainerAsync(ImageNode.Shell("true"), new() { NodeId = images.Node.Id, ContainerId = id }, cancel.Token);
        await fetching.Task.WaitAsync(TestNode.Token);
        images.Node.AssertNothingIsLeft();
        await images.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
        await cancel.CancelAsync();

        await create.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        await images.Runtime.DisposeAsync();
        images.Node.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Pull_options_reach_the_store_and_an_id_in_use_fetches_nothing()
    {
        await using var images = await ImageNode.OpenAsync("youki");
        images.Add(new());
        var pull = new PullOptions { Policy = PullPolicy.Never };
        var options = new CreateContainerOptions { NodeId = images.Node.Id, ContainerId = ContainerId.Parse("web"), Pull = pull, Start = false };

        await images.Runtime.CreateContainerAsync(ImageNode.Shell("true"), options, TestNode.Token);
        images.Images.LastOptions.Should().BeSameAs(pull);
        images.Images.Fetching = _ => throw new InvalidOperationException("nothing should be fetched");
        var again = () => images.Runtime.CreateContainerAsync(ImageNode.Shell("true"), options, TestNode.Token);

        await again.Should().ThrowAsync<ContainerExistsException>();
    }
}
