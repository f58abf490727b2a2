namespace Crossdock.Sandbox.Books;

/// <summary>Something on a shelf of the books.</summary>
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
