namespace Crossdock.Adapters;

/// <summary>An external system whose owner lets us in on a page of its own (OAuth's authorization code). An <see cref="IExternalSystem"/> may be one.</summary>
public interface IAuthorizing
{
    /// <summary>The page; null where this connection signs in otherwise.</summary>
    /// <param name="state">Comes back with the code.</param>
    Uri? AuthorizationAddress(string state);

    /// <summary>Turns the code into what the connection signs in with from now on, and keeps that.</summary>
    /// <exception cref="ConnectionProblemException">The code is not taken.</exception>
    Task AuthorizeAsync(string code, CancellationToken cancellationToken);
}
