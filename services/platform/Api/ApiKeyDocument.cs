using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Api;

/// <summary>A key that was made and not withdrawn, under its name. What it opens with is kept as a hash only.</summary>
public sealed class ApiKeyDocument : Document
{
    public static Index<ApiKeyDocument> ByAge { get; } = new(k => k.MadeAt);

    public static CollectionDefinition<ApiKeyDocument> Collection { get; } = new("api_keys", ByAge);

    /// <summary>No role at all on a key with a <see cref="Scope"/>.</summary>
    public Role Role { get; set; }

    /// <summary>What of the order-router's <c>/v1</c> it opens; null on a key with a role.</summary>
    public KeyScope? Scope { get; set; }

    /// <summary>SHA-256 of the secret, in base64.</summary>
    public string Hash { get; set; } = "";

    public DateTimeOffset MadeAt { get; set; }
}
