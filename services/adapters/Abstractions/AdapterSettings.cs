namespace Crossdock.Adapters;

/// <summary>
/// Declares a property as a setting of the connection. A <c>required</c> property must be set; the initialiser of any other is its
/// default. Types: string, Uri (http or https), int, long, decimal, bool, TimeSpan, DateTimeOffset, an enum, IReadOnlyList of string.
/// </summary>
/// <param name="description">Completes "set …", for example <c>the API user name that Bergen gave you</c>.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class SettingAttribute(string description) : Attribute
{
    public string Description { get; } = description;

    /// <summary>Never shown.</summary>
    public bool Secret { get; init; }

    /// <summary>
    /// An address at which the external system reaches us. Of any other address, one that changes asks for the secrets again: they were given
    /// for the one before.
    /// </summary>
    public bool Inbound { get; init; }

    /// <summary>The smallest number.</summary>
    public double Min { get; init; } = double.NaN;

    /// <summary>The largest number.</summary>
    public double Max { get; init; } = double.NaN;

    /// <summary>Its former name, which is refused with the new one in the message.</summary>
    public string? Was { get; init; }
}

/// <summary>What is wrong with a setting, and what to do.</summary>
/// <param name="Setting">The property's name.</param>
/// <param name="Wrong">Follows the name, for example <c>is not an http(s) address</c>.</param>
/// <param name="ToDo">An instruction, for example <c>set the API's root</c>.</param>
public sealed record SettingProblem(string Setting, string Wrong, string ToDo);

/// <summary>The settings that every connection has. A class and not a record: it must never print its secrets.</summary>
public abstract class AdapterSettings
{
    /// <summary>Safety depends on it: a document is given to another worker, and "not found" believed, only after it.</summary>
    [Setting("how long one call and its complete response may take")]
    public virtual TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Rules that a type cannot express, or that concern several settings. Empty if all is well.</summary>
    public virtual IEnumerable<SettingProblem> Validate() => [];
}

/// <summary>The settings that every cart has.</summary>
public class CartSettings : AdapterSettings
{
    [Setting("the first day whose orders are to be shipped, for example 2026-01-31; older orders are skipped")]
    public required DateTimeOffset EarliestOrderDate { get; init; }

    [Setting("the interval between two reads of orders", Was = "OrdersEvery")]
    public TimeSpan OrderPollInterval { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>The settings of every <see cref="INotifyingCart"/>.</summary>
public class NotifyingCartSettings : CartSettings
{
    [Setting(
        "the address at which the cart reaches this service, ending in /webhooks/ and the connection's name",
        Inbound = true
    )]
    public Uri? WebhookAddress { get; init; }
}

/// <summary>The settings that every warehouse has.</summary>
public class WarehouseSettings : AdapterSettings
{
    [Setting("the interval between two reads of shipments", Was = "ShipmentsEvery")]
    public TimeSpan ShipmentPollInterval { get; init; } = TimeSpan.FromMinutes(5);

    [Setting("the interval between two reads of changed stock", Was = "InventoryEvery")]
    public TimeSpan InventoryPollInterval { get; init; } = TimeSpan.FromMinutes(15);

    [Setting("the interval between two complete reads of stock", Was = "FullInventoryEvery")]
    public TimeSpan FullInventoryInterval { get; init; } = TimeSpan.FromDays(1);

    [Setting("whether an item that is missing from two complete reads of stock in a row counts as zero")]
    public bool MissingStockIsZero { get; init; } = true;
}
