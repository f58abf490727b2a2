using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;
using FsCheck;
using FsCheck.Fluent;
using static Crossdock.OrderRouter.Tests.Support.Parcels;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_a_parcel_is_laid_on_the_lines_of_an_order
{
    [Fact]
    public void Should_fill_the_lines_in_their_order()
    {
        OrderLine[] lines = [Line("1", "A", 2), Line("2", "B", 1), Line("3", "A", 3)];

        var filled = Allocation.Of(lines, sku => sku, [], [Item("A", 4), Item("B", 1)]).Lines;

        Assert.Equal([Confirmed("1", 2), Confirmed("2", 1), Confirmed("3", 2)], filled);
    }

    [Fact]
    public void Should_go_on_where_earlier_parcels_ended()
    {
        OrderLine[] lines = [Line("1", "A", 2), Line("2", "A", 3)];

        var filled = Allocation.Of(lines, sku => sku, [Confirmed("1", 2), Confirmed("2", 1)], [Item("A", 1)]).Lines;

        Assert.Equal([Confirmed("2", 1)], filled);
    }

    [Fact]
    public void Should_know_the_lines_by_the_warehouses_code_in_any_case()
    {
        var filled = Allocation.Of([Line("1", "TEE", 1)], sku => $"upc-{sku}", [], [Item("UPC-TEE", 1)]).Lines;

        Assert.Equal([Confirmed("1", 1)], filled);
    }

    /// <summary>One system prints a UPC with twelve digits, another with thirteen; people type blanks.</summary>
    [Theory]
    [InlineData("850010000411", "0850010000411")]
    [InlineData("0850010000411", "850010000411")]
    [InlineData("00850010000411", "0850010000411")]
    [InlineData("850010000411", "8 50010 00041 1")]
    [InlineData("850010000411", "\u00A0850010000411\t")]
    [InlineData("AB-1", "0ab-1")]
    [InlineData("ab 1", "AB1")]
    public void Should_know_a_code_in_each_spelling_that_means_one_ordered_item(string ordered, string shipped)
    {
        var (lines, beyond) = Allocation.Of(
            [Line("1", ordered, 2), Line("2", "OTHER", 1)],
            sku => sku,
            [],
            [Item(shipped, 2)]
        );

        Assert.Equal([Confirmed("1", 2)], lines);
        Assert.Empty(beyond);
    }

    [Fact]
    public void Should_not_guess_which_of_two_ordered_items_a_spelling_means()
    {
        var (lines, beyond) = Allocation.Of(
            [Line("1", "0123", 2), Line("2", "123", 2)],
            sku => sku,
            [],
            [Item("00123", 1)]
        );

        Assert.Empty(lines);
        Assert.Equal("00123", Assert.Single(beyond).ItemCode);
    }

    [Theory]
    [InlineData(LineKind.Discount)]
    [InlineData(LineKind.Shipping)]
    [InlineData(LineKind.Freeform)]
    public void Should_fill_product_lines_only(LineKind kind) =>
        Assert.Empty(Allocation.Of([Line("1", "A", 1, kind)], sku => sku, [], [Item("A", 1)]).Lines);

    [Fact]
    public void Should_leave_out_what_was_not_ordered_or_is_too_much() =>
        Assert.Equal(
            [Confirmed("1", 1)],
            Allocation.Of([Line("1", "A", 1)], sku => sku, [], [Item("A", 5), Item("Z", 1)]).Lines
        );

    [Fact]
    public void Should_never_fill_a_line_beyond_what_was_ordered() =>
        ForAll((lines, parcels) => Fill(lines, parcels).All(line => line.Value <= Ordered(lines, line.Key)));

    [Fact]
    public void Should_place_as_much_of_each_item_as_was_ordered_and_shipped() =>
        ForAll(
            (lines, parcels) =>
            {
                var placed = Fill(lines, parcels);
                return lines
                    .Select(line => line.Sku!)
                    .Distinct(StringComparer.Ordinal)
                    .All(sku =>
                    {
                        var ordered = lines.Where(l => l.Sku == sku).Sum(l => l.Quantity);
                        var shipped = parcels.SelectMany(p => p).Where(i => i.ItemCode == sku).Sum(i => i.Quantity);
                        return lines.Where(l => l.Sku == sku).Sum(l => placed.GetValueOrDefault(l.LineId))
                            == Math.Min(ordered, shipped);
                    });
            }
        );

    [Fact]
    public void Should_come_to_the_same_whatever_parcel_is_told_first() =>
        ForAll(
            (lines, parcels) =>
                Fill(lines, parcels)
                    .OrderBy(l => l.Key, StringComparer.Ordinal)
                    .SequenceEqual(Fill(lines, [.. parcels.Reverse()]).OrderBy(l => l.Key, StringComparer.Ordinal))
        );

    [Fact]
    public void Should_be_whole_exactly_when_every_line_is_full() =>
        ForAll(
            (lines, parcels) =>
            {
                var told = Tell(lines, parcels);
                var placed = Totals(told);
                return Allocation.IsWhole(lines, told)
                    == lines.All(l => placed.GetValueOrDefault(l.LineId) == l.Quantity);
            }
        );

    private static void ForAll(Func<OrderLine[], ShippedItem[][], bool> holds)
    {
        var sku = Gen.Elements("A", "B", "C");
        var lines = Gen.NonEmptyListOf(sku.Zip(Gen.Choose(1, 4)))
            .Select(all => all.Select((l, i) => Line($"{i}", l.Item1, l.Item2)).ToArray());
        var parcel = Gen.ArrayOf(sku.Zip(Gen.Choose(1, 4)))
            .Select(all => all.Select(i => Item(i.Item1, i.Item2)).ToArray());
        Prop.ForAll(lines.Zip(Gen.ArrayOf(parcel)).ToArbitrary(), pair => holds(pair.Item1, pair.Item2))
            .QuickCheckThrowOnFailure();
    }

    private static Dictionary<string, decimal> Fill(OrderLine[] lines, ShippedItem[][] parcels) =>
        Totals(Tell(lines, parcels));

    private static List<ConfirmedLine> Tell(OrderLine[] lines, ShippedItem[][] parcels)
    {
        var told = new List<ConfirmedLine>();
        foreach (var parcel in parcels)
        {
            told.AddRange(Allocation.Of(lines, sku => sku, told, parcel).Lines);
        }

        return told;
    }

    private static Dictionary<string, decimal> Totals(List<ConfirmedLine> told) =>
        told.GroupBy(line => line.LineId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity), StringComparer.Ordinal);

    private static decimal Ordered(OrderLine[] lines, string id) => lines.Single(line => line.LineId == id).Quantity;
}
