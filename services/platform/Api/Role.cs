namespace Crossdock.Platform.Api;

/// <summary>What a key may do; each role may do what the ones before it may.</summary>
public enum Role
{
    /// <summary>Look: orders, connections, metrics.</summary>
    Read = 1,

    /// <summary>Act on what is there: release an order, test or pause a connection.</summary>
    Operate = 2,

    /// <summary>Change what is there: connections and their secrets; read the audit.</summary>
    Admin = 3,
}

/// <summary>Roles as people write them.</summary>
public static class RoleNames
{
    private static readonly Dictionary<string, Role> Roles = new(StringComparer.Ordinal)
    {
        ["read"] = Role.Read,
        ["operate"] = Role.Operate,
        ["admin"] = Role.Admin,
    };

    public static string All { get; } = string.Join(", ", Roles.Keys);

    public static string Name(this Role role) => Roles.First(r => r.Value == role).Key;

    /// <summary>Null where there is no such role.</summary>
    public static Role? Find(string? name) => name is not null && Roles.TryGetValue(name, out var role) ? role : null;
}
