using System.Text.Json.Serialization;

namespace Youki.Runtime;

/// <summary>What a limit of a process is of. Source: getrlimit(2), without its prefix <c>RLIMIT_</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RlimitKind>))]
public enum RlimitKind
{
    /// <summary>Address space, in bytes.</summary>
    [JsonStringEnumMemberName("as")]
    As,

    /// <summary>A core file, in bytes.</summary>
    [JsonStringEnumMemberName("core")]
    Core,

    /// <summary>Processor time, in seconds.</summary>
    [JsonStringEnumMemberName("cpu")]
    Cpu,

    /// <summary>The data segment, in bytes.</summary>
    [JsonStringEnumMemberName("data")]
    Data,

    /// <summary>A file that is written, in bytes.</summary>
    [JsonStringEnumMemberName("fsize")]
    Fsize,

    /// <summary>File locks; unused by the kernel.</summary>
    [JsonStringEnumMemberName("locks")]
    Locks,

    /// <summary>Memory that is kept from being swapped, in bytes.</summary>
    [JsonStringEnumMemberName("memlock")]
    Memlock,

    /// <summary>POSIX message queues of its user, in bytes.</summary>
    [JsonStringEnumMemberName("msgqueue")]
    Msgqueue,

    /// <summary>How far the nice value may be lowered, to 20 less this.</summary>
    [JsonStringEnumMemberName("nice")]
    Nice,

    /// <summary>Open files.</summary>
    [JsonStringEnumMemberName("nofile")]
    Nofile,

    /// <summary>Processes and threads of its user on the whole host.</summary>
    [JsonStringEnumMemberName("nproc")]
    Nproc,

    /// <summary>Resident memory; unused by the kernel.</summary>
    [JsonStringEnumMemberName("rss")]
    Rss,

    /// <summary>Real-time priority.</summary>
    [JsonStringEnumMemberName("rtprio")]
    Rtprio,

    /// <summary>Processor time in real-time scheduling without a system call, in microseconds.</summary>
    [JsonStringEnumMemberName("rttime")]
    Rttime,

    /// <summary>Queued signals of its user.</summary>
    [JsonStringEnumMemberName("sigpending")]
    Sigpending,

    /// <summary>The stack, in bytes.</summary>
    [JsonStringEnumMemberName("stack")]
    Stack,
}
