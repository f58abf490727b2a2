using System.Text.Json.Serialization;

namespace Crossdock.Sandbox.Data;

/// <summary>A row of a table.</summary>
internal interface IRecord
{
    int Id { get; set; }
}

/// <summary>Something that continues automatically at a time.</summary>
internal interface IScheduled
{
    /// <summary>When the next step is due; null while there is none.</summary>
    DateTimeOffset? NextStepAt { get; }
}

/// <summary>What every object of the cart has.</summary>
internal abstract class CartRecord : IRecord
{
    public int Id { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A seeded order and how it must end.</summary>
internal sealed class SeedEntry : IRecord, IScheduled
{
    public int Id { get; set; }
    public int OrderId { get; set; }
    public required string Number { get; set; }
    public required string Kind { get; set; }
    public required string Expected { get; set; }

    /// <summary>True once the script of its kind has begun.</summary>
    public bool Happened { get; set; }

    /// <summary>The first ticket that was imported for it.</summary>
    public int? TicketId { get; set; }

    /// <summary>When the script goes on in the cart; not stored, since it is set again when the order is read.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextStepAt { get; set; }
}
