namespace Crossdock.Sandbox.Data;

/// <summary>A row of a table.</summary>
internal interface IRecord
{
    int Id { get; set; }
}

/// <summary>What every object of the cart has.</summary>
internal abstract class CartRecord : IRecord
{
    public int Id { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A seeded order and how it must end.</summary>
internal sealed class SeedEntry : IRecord
{
    /// <summary>The kinds that something depends on; the other kinds only describe their order.</summary>
    public const string TwoParcels = "two parcels";
    public const string EditedAfterImport = "edited on its way";
    public const string VoidedAfterImport = "voided on its way";

    public int Id { get; set; }
    public int OrderId { get; set; }
    public required string Number { get; set; }
    public required string Kind { get; set; }
    public required string Expected { get; set; }

    /// <summary>True once the scripted event of its kind has happened.</summary>
    public bool Happened { get; set; }
}
