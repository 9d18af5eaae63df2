using Microsoft.Extensions.Logging.Abstractions;
using Youki.Runtime.Execution;
using Youki.Runtime.Rootless;

namespace Youki.Runtime.Tests.Rootless;

internal static class MappedFilesForTests
{
    public static MappedFiles Make() => new(new ProcessRunner(NullLogger<ProcessRunner>.Instance, TimeProvider.System));
}
