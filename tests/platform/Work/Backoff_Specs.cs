using Crossdock.Platform.Work;
using FsCheck;
using FsCheck.Fluent;

namespace Crossdock.Platform.Tests.Work;

public sealed class When_waiting_after_failures
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Max = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(5, 32)]
    [InlineData(11, 2048)]
    [InlineData(12, 3600)]
    [InlineData(int.MaxValue, 3600)]
    public void Should_double_up_to_the_most(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.After(failures, First, Max, 0));

    [Fact]
    public void Should_take_off_a_quarter_at_the_most_and_never_fall_with_more_failures() =>
        Prop.ForAll(
                Gen.Choose(0, 200).Zip(Gen.Choose(0, 1000)).ToArbitrary(),
                drawn =>
                {
                    var (failures, random) = (drawn.Item1, drawn.Item2 / 1000d);
                    var full = Backoff.After(failures, First, Max, 0);
                    var some = Backoff.After(failures, First, Max, random);
                    return some <= full && some >= full * 0.75 && full <= Backoff.After(failures + 1, First, Max, 0);
                }
            )
            .QuickCheckThrowOnFailure();
}
