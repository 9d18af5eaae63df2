using System.Reflection;
using System.Runtime.CompilerServices;
using PublicApiGenerator;
using Youki.Runtime.Tests.Support;

namespace Youki.Runtime.Tests.Architecture;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Youki.Runtime.Abstractions")]
    [InlineData("Youki.Runtime")]
    public void Public_api_is_as_recorded(string assembly)
    {
        // Nothing is denied: AddYoukiRuntime lies in a namespace of Microsoft's.
        var options = new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            DenyNamespacePrefixes = [],

            // It names a type of the compiler's by a number that every other member may change.
            ExcludeAttributes = [typeof(AsyncIteratorStateMachineAttribute).FullName!],
        };

        var api = Assembly.Load(assembly).GeneratePublicApi(options);

        Golden.Check(api, $"../PublicApi/{assembly}.txt");
    }
}
