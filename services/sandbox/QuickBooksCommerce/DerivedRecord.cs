using System.Text.Json.Nodes;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>An object that is derived from other records, or never changes.</summary>
internal sealed class DerivedRecord : CartRecord
{
    public DerivedRecord(int id, CartRecord? source, string body)
    {
        Id = id;
        Body = CartJson.Parse(body);
        Body["id"] = id;
        if (source is not null)
        {
            (CreatedAt, UpdatedAt) = (source.CreatedAt, source.UpdatedAt);
            Body["created_at"] = CartJson.Stamp(CreatedAt);
            Body["updated_at"] = CartJson.Stamp(UpdatedAt);
        }
    }

    public JsonObject Body { get; }
}
