using System.Security.Cryptography;
using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Api;

/// <summary>The keys of a service: made, withdrawn and recognised. All replicas share them, and a change counts at once.</summary>
public sealed class ApiKeyStore(IDocuments<ApiKeyDocument> keys, TimeProvider time)
{
    private const int MaxListed = 1000;
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    /// <returns>The key's text, which nobody can read again later; null where the name is taken.</returns>
    public Task<string?> AddAsync(string name, Role role, CancellationToken cancellationToken) =>
        AddAsync(name, role, null, cancellationToken);

    /// <summary>Makes a key that opens only that part of the order-router's <c>/v1</c>.</summary>
    /// <returns>The key's text: <c>xd.{api_user}.{api_key}</c>; null where the name is taken.</returns>
    public Task<string?> AddAsync(string name, KeyScope scope, CancellationToken cancellationToken) =>
        AddAsync(name, default, scope, cancellationToken);

    private async Task<string?> AddAsync(string name, Role role, KeyScope? scope, CancellationToken cancellationToken)
    {
        var key = ApiKey.Make(name);
        var document = new ApiKeyDocument
        {
            Id = name,
            Role = role,
            Scope = scope,
            Hash = Convert.ToBase64String(key.Hash()),
            MadeAt = time.GetUtcNow(),
        };
        return await keys.InsertAsync(document, cancellationToken) ? key.Text : null;
    }

    /// <returns>False where there is no such key.</returns>
    public async Task<bool> WithdrawAsync(string name, CancellationToken cancellationToken) =>
        await keys.FindAsync(name, cancellationToken) is { } key && await keys.DeleteAsync(key, cancellationToken);

    public Task<IReadOnlyList<ApiKeyDocument>> ListAsync(CancellationToken cancellationToken) =>
        keys.QueryAsync(ApiKeyDocument.ByAge.Where().Take(MaxListed), cancellationToken);

    /// <summary>The key with this name and secret, or null; its whole text stands for the secret as well.</summary>
    public Task<ApiKeyDocument?> FindAsync(string? name, string? secret, CancellationToken cancellationToken) =>
        FindAsync(
            secret?.StartsWith($"{ApiKey.Prefix}{name}.", StringComparison.Ordinal) == true
                ? secret
                : $"{ApiKey.Prefix}{name}.{secret}",
            cancellationToken
        );

    /// <summary>The key with this text, or null. Takes as long for an unknown name as for a wrong secret.</summary>
    public async Task<ApiKeyDocument?> FindAsync(string? text, CancellationToken cancellationToken)
    {
        if (!ApiKey.TryParse(text, out var key))
        {
            return null;
        }

        var known = await keys.FindAsync(key.Name, cancellationToken);
        var hash = known is null ? NoHash : Convert.FromBase64String(known.Hash);
        return CryptographicOperations.FixedTimeEquals(hash, key.Hash()) ? known : null;
    }
}
