namespace Crossdock.Fuzz;

/// <summary>The short form of <c>dotnet run --project tests/fuzz -- --inputs 1000000 --seed 7</c>.</summary>
public sealed class When_mutated_inputs_come_in
{
    public static TheoryData<string> Entrances => [.. FuzzRun.All().Select(entrance => entrance.Name)];

    [Theory]
    [MemberData(nameof(Entrances))]
    public async Task Should_accept_or_refuse_each_in_time_and_in_bounds(string entrance)
    {
        var rows = await FuzzRun.RunAsync(300, 7, TimeSpan.MaxValue, entrance, _ => { });

        var row = Assert.Single(rows);
        Assert.Empty(row.Findings);
        Assert.InRange(row.Accepted, 1, row.Inputs - 1);
    }
}
