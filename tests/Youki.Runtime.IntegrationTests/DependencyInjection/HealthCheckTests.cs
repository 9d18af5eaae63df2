using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.DependencyInjection;

public sealed class HealthCheckTests
{
    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Initialized_node_with_an_owner_is_healthy(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        await using var services = Services(node, options => options.Nodes.Add(node.Id));
        var before = await CheckAsync(services);

        await services.GetRequiredService<IContainerRuntime>().InitializeNodeAsync(node.Id, TestNode.Token);
        await TestNode.EventuallyAsync(async () => (await CheckAsync(services)).Status == HealthStatus.Healthy);

        before.Status.Should().Be(HealthStatus.Unhealthy);
        before.Description.Should().Contain("not initialized");
        var after = await CheckAsync(services);
        ((string)after.Data["runtime"]).Should().StartWith(flavor);
        after.Data["bundles.free"].Should().BeOfType<long>().Which.Should().BePositive();
    }

    [Fact]
    public async Task Host_without_a_monitor_or_with_little_disk_is_degraded()
    {
        await using var node = await TestNode.OpenAsync("youki");
        await using var services = Services(node, health => health.MinFreeBytes = long.MaxValue, options => options.Monitor = "no-such-monitor");
        await services.GetRequiredService<IContainerRuntime>().InitializeNodeAsync(node.Id, TestNode.Token);

        var result = await CheckAsync(services);

        result.Status.Should().Be(HealthStatus.Degraded);
        result.Description.Should().Contain("no-such-monitor").And.Contain("free bytes");
    }

    [Fact]
    public async Task Host_without_a_runtime_is_unhealthy()
    {
        await using var node = await TestNode.OpenAsync("youki");
        await using var services = Services(node, _ => { }, options => options.Runtime = "/no/such/runtime");

        var result = await CheckAsync(services);

        result.Status.Should().Be(HealthStatus.Unhealthy);
        result.Description.Should().Contain("/no/such/runtime");
    }

    private static ServiceProvider Services(TestNode node, Action<YoukiHealthOptions> health, Action<YoukiRuntimeOptions>? change = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddYoukiRuntime(options =>
        {
            options.Runtime = node.Options.Runtime;
            options.StateDirectory = node.Options.StateDirectory;
            options.BundleDirectory = node.Options.BundleDirectory;
            options.ImageDirectory = node.Options.ImageDirectory;
            options.CgroupParent = node.Options.CgroupParent;
            change?.Invoke(options);
        });
        services.AddHealthChecks().AddYoukiRuntime(configure: health);
        return services.BuildServiceProvider();
    }

    private static async Task<HealthReportEntry> CheckAsync(ServiceProvider services) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestNode.Token)).Entries["youki"];
}
