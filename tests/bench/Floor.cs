namespace Crossdock.Bench;

/// <summary>The fewest calls that the API allows: a page, and a list of ids, holds 250.</summary>
public static class Floor
{
    private const int Page = 250;

    /// <summary>
    /// What is good enough for reading in bulk: 24 calls for a thousand orders of three lines, where 22 are the fewest. So much more than
    /// the floor goes into reading the end of a page twice, so that no order is missed that changes meanwhile.
    /// </summary>
    private const double GoodEnough = 24.0 / 22;

    public static int Pages(int count) => (count + Page - 1) / Page;

    /// <summary>Orders, their lines, an address of each, few items and currencies: lists of orders bring nothing along.</summary>
    public static int OfOrders(int orders, int linesOfEach) =>
        Pages(orders) + Pages(orders * linesOfEach) + Pages(orders) + 2;

    public static int TargetOf(int floor) => (int)(floor * GoodEnough);
}
