using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Api;

/// <summary>Every HTTP endpoint is locked unless it says why not; one that says nothing needs the highest role.</summary>
public static class ApiSecurity
{
    /// <summary>Opens for keys with this role, or a higher one.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(role.Name()).WithMetadata(new RequiredRole(role));

    /// <summary>Opens without a key, for this reason.</summary>
    public static TBuilder AllowAnonymously<TBuilder>(this TBuilder endpoint, string why)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AllowAnonymousAttribute(), new AnonymousEndpoint(why));

    /// <summary>The role that a endpoint asks for.</summary>
    public static Role RoleNeeded(this Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<RequiredRole>()?.Role ?? Role.Admin;

    /// <param name="storeName">The service whose store keeps keys and audit.</param>
    internal static void AddApiSecurity(this IServiceCollection services, HttpOptions options, string storeName)
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

        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireRole(Role.Admin.Name()).Build());
    }

    internal static void AddKeys(this IServiceCollection services, string storeName) =>
        services.AddCollection(storeName, ApiKeyDocument.Collection).AddSingleton<ApiKeyStore>();

    internal static void UseApiSecurity(this WebApplication app)
    {
        app.UseMiddleware<ErrorResponses>();
        app.UseMiddleware<FailureLimitMiddleware>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<AuditTrail>();
    }
}

/// <summary>On a endpoint: the role it needs.</summary>
public sealed record RequiredRole(Role Role);

/// <summary>On a endpoint that needs no key: why.</summary>
public sealed record AnonymousEndpoint(string Why);
