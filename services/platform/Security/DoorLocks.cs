using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Security;

/// <summary>Every HTTP door is locked unless it says why not; one that says nothing needs the highest role.</summary>
public static class DoorLocks
{
    /// <summary>Opens for keys with this role, or a higher one.</summary>
    public static TBuilder For<TBuilder>(this TBuilder door, Role role)
        where TBuilder : IEndpointConventionBuilder =>
        door.RequireAuthorization(role.Name()).WithMetadata(new LockedDoor(role));

    /// <summary>Opens without a key, for this reason.</summary>
    public static TBuilder Unlocked<TBuilder>(this TBuilder door, string why)
        where TBuilder : IEndpointConventionBuilder =>
        door.WithMetadata(new AllowAnonymousAttribute(), new UnlockedDoor(why));

    /// <summary>The role that a door asks for.</summary>
    public static Role RoleNeeded(this Endpoint? door) => door?.Metadata.GetMetadata<LockedDoor>()?.Role ?? Role.SetUp;

    /// <param name="storeName">The service whose store keeps keys and audit.</param>
    internal static void AddLocks(this IServiceCollection services, DoorOptions options, string storeName)
    {
        services.AddSingleton(options);
        services.AddKeys(storeName);
        services.AddCollection(storeName, AuditDocument.Collection);
        services.AddSingleton<FailureLimit>();
        services.AddSingleton<RefusedChanges>();
        services
            .AddAuthentication(ApiKeyHandler.SchemeName)
            .AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, ApiKeyHandler>(
                ApiKeyHandler.SchemeName,
                null
            );
        var authorization = services.AddAuthorizationBuilder();
        foreach (var role in Enum.GetValues<Role>())
        {
            authorization.AddPolicy(role.Name(), policy => policy.RequireRole(role.Name()));
        }

        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireRole(Role.SetUp.Name()).Build());
    }

    internal static void AddKeys(this IServiceCollection services, string storeName) =>
        services.AddCollection(storeName, ApiKeyDocument.Collection).AddSingleton<KeyRing>();

    internal static void UseLocks(this WebApplication app)
    {
        app.UseMiddleware<CarefulAnswers>();
        app.UseMiddleware<FailureLimitMiddleware>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<AuditTrail>();
    }
}

/// <summary>On a door: the role it needs.</summary>
public sealed record LockedDoor(Role Role);

/// <summary>On a door that needs no key: why.</summary>
public sealed record UnlockedDoor(string Why);
