namespace Crossdock.Contracts;

/// <summary>A message about one order; it carries all that its reader needs to know.</summary>
public interface IOrderMessage
{
    /// <summary>Derived from the cart connection and the cart's order id: the same order always has the same id.</summary>
    Guid OrderId { get; }
}
