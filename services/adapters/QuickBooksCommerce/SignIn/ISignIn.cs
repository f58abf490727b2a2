namespace Crossdock.Adapters.QuickBooksCommerce.SignIn;

/// <summary>Where the bearer token comes from.</summary>
internal interface ISignIn
{
    /// <summary>The token to send now.</summary>
    ValueTask<string> TokenAsync(CancellationToken cancellationToken);

    /// <summary>Another token in the place of one that was answered with 401; null where there is no other.</summary>
    Task<string?> RenewAsync(string refused, CancellationToken cancellationToken);
}

/// <summary>A token made in the product's own pages: it never expires, and there is only the one.</summary>
internal sealed class PrivilegedToken(string token) : ISignIn
{
    public ValueTask<string> TokenAsync(CancellationToken cancellationToken) => new(token);

    public Task<string?> RenewAsync(string refused, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);
}
