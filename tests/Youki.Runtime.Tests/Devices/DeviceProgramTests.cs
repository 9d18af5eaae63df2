using Youki.Runtime.Devices;
using Youki.Runtime.Native;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Devices;

public sealed class DeviceProgramTests
{
    private const uint Block = 1;
    private const uint Character = 2;
    private static readonly string?[] Types = [null, "a", "b", "c"];
    private static readonly string?[] Accesses = [null, "r", "w", "m", "rw", "rm", "wm", "rwm"];

    [Fact]
    public void No_rules_deny_all() => Allows([], Character, "r", 1, 3).Should().BeFalse();

    [Fact]
    public void Default_rules_allow_null_and_no_disk()
    {
        Allows(SpecDefaults.DeviceRules, Character, "rwm", 1, 3).Should().BeTrue();
        Allows(SpecDefaults.DeviceRules, Character, "rw", 136, 77).Should().BeTrue();
        Allows(SpecDefaults.DeviceRules, Block, "r", 8, 0).Should().BeFalse();
        Allows(SpecDefaults.DeviceRules, Block, "m", 1, 3).Should().BeFalse();
    }

    [Fact]
    public void Later_rule_wins()
    {
        LinuxDeviceRule[] rules = [Rule(true, "c", 10, null, "rwm"), Rule(false, "c", 10, 200, "w")];

        Allows(rules, Character, "r", 10, 200).Should().BeTrue();
        Allows(rules, Character, "rw", 10, 200).Should().BeFalse();
        Allows(rules, Character, "rw", 10, 229).Should().BeTrue();
    }

    [Fact]
    public void Rights_of_several_rules_add_up() =>
        Allows([Rule(true, "b", 8, 0, "r"), Rule(true, "b", 8, null, "w")], Block, "rw", 8, 0).Should().BeTrue();

    [Fact]
    public void Numbers_that_no_device_has_match_nothing() =>
        Allows([Rule(true, "b", 1L << 40, null, "rwm"), Rule(true, "b", 8, long.MaxValue, "rwm")], Block, "r", 8, 0).Should().BeFalse();

    [Fact]
    public void Rules_before_one_about_everything_take_no_room()
    {
        var many = Enumerable.Range(0, 1000).Select(number => Rule(true, "c", number, null, "rwm"));

        DeviceProgram.Assemble([.. many, Rule(true, "a", null, null, "rwm")]).Length.Should().Be(DeviceProgram.Assemble([Rule(true, null, null, null, null)]).Length);
    }

    [Theory]
    [InlineData("p", "r")]
    [InlineData("c", "x")]
    public void Unknown_type_or_access_throws(string type, string access) =>
        FluentActions.Invoking(() => DeviceProgram.Assemble([Rule(true, type, 1, 1, access)])).Should().Throw<FormatException>();

    /// <summary>Whatever the rules, the program decides as the reference does, for every request.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Program_decides_as_the_rules_say(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var rules = Enumerable.Range(0, random.Next(0, 9)).Select(_ => Any(random)).ToList();
            var program = DeviceProgram.Assemble(rules);
            BpfInterpreter.Verify(program);
            foreach (var (type, access, major, minor) in Requests())
            {
                BpfInterpreter.Allows(program, type, access, major, minor).Should().Be(Reference(rules, type, access, major, minor), "of {0} {1} {2}:{3} under {4}", type, access, major, minor, string.Join("; ", rules));
            }
        }
    }

    /// <summary>Of each right that is asked for, the last rule that is about it and the device.</summary>
    private static bool Reference(IReadOnlyList<LinuxDeviceRule> rules, uint type, uint access, uint major, uint minor) =>
        new[] { ('m', 1u), ('r', 2u), ('w', 4u) }.Where(right => (access & right.Item2) != 0).All(right => rules.LastOrDefault(rule =>
            (rule.Type is null or "a" || rule.Type == (type == Block ? "b" : "c"))
            && (rule.Major is null || rule.Major == major)
            && (rule.Minor is null || rule.Minor == minor)
            && (rule.Access ?? "rwm").Contains(right.Item1)) is { Allow: true });

    private static IEnumerable<(uint Type, uint Access, uint Major, uint Minor)> Requests() =>
        from type in new[] { Block, Character }
        from access in Enumerable.Range(0, 8)
        from major in Enumerable.Range(0, 3)
        from minor in Enumerable.Range(0, 3)
        select (type, (uint)access, (uint)major, (uint)minor);

    private static LinuxDeviceRule Any(Random random) => Rule(
        random.Next(2) == 0, Types[random.Next(Types.Length)], random.Next(4) is var major and < 3 ? major : null, random.Next(4) is var minor and < 3 ? minor : null,
        Accesses[random.Next(Accesses.Length)]);

    private static LinuxDeviceRule Rule(bool allow, string? type, long? major, long? minor, string? access) =>
        new() { Allow = allow, Type = type, Major = major, Minor = minor, Access = access };

    private static bool Allows(IReadOnlyList<LinuxDeviceRule> rules, uint type, string access, uint major, uint minor)
    {
        BpfInstruction[] program = DeviceProgram.Assemble(rules);
        BpfInterpreter.Verify(program);
        return BpfInterpreter.Allows(program, type, (uint)access.Sum(letter => letter switch { 'm' => 1, 'r' => 2, _ => 4 }), major, minor);
    }
}
