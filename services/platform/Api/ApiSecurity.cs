using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Api;

/// <summary>Every HTTP endpoint is locked unless it says why not; one that says nothing needs the highest role.</summary>
public static class ApiSecurity
{
    public const string ApiRoot = "/api/v1";

    /// <summary>What asks for health comes all the time and holds no key.</summary>
    internal const string Health = "health";

    /// <summary>Opens for keys with this role, or a higher one.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(role.Name()).WithMetadata(new RequiredRole(role));

    /// <summary>Opens without a key, for this reason.</summary>
    public static TBuilder AllowAnonymously<TBuilder>(this TBuilder endpoint, string why)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AllowAnonymousAttribute(), new AnonymousEndpoint(why));

    /// <summary>Opens the API: the same addresses in each service, alone or side by side in one process.</summary>
    internal static RouteGroupBuilder MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(ApiRoot);
        api.AddEndpointFilter(Problems.CatchAsync);
        return api;
    }

    internal static bool IsHealth(this Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<AnonymousEndpoint>() is { Why: Health };

    /// <summary>The role that an endpoint asks for.</summary>
    public static Role RoleNeeded(this Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<RequiredRole>()?.Role ?? Role.Admin;

    /// <param name="storeName">The service whose store keeps keys and audit.</param>
    internal static void AddApiSecurity(this IServiceCollection services, HttpOptions options, string storeName)
    {
        services.AddSingleton(options);
        services.AddKeys(storeName);
        services.AddCollection(storeName, AuditDocument.Collection);
        services.AddSingleton(FailureLimit.Create(options));
        services.AddProblemDetails();
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
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                StatusCodeSelector = e => e is StoreUnavailableException ? 503 : 500,
                // The health endpoint tells of a store that does not answer; a stack trace per request would hide what matters.
                SuppressDiagnosticsCallback = failure => failure.Exception is StoreUnavailableException,
                ExceptionHandler = Problems.WriteAsync,
            }
        );
        app.UseStatusCodePages(answer => Problems.WriteAsync(answer.HttpContext));
        app.UseMiddleware<RequestGuard>();
        app.UseMiddleware<FailureLimit>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<AuditTrail>();
    }
}

/// <summary>On an endpoint: the role it needs.</summary>
public sealed record RequiredRole(Role Role);

/// <summary>On an endpoint that needs no key: why.</summary>
public sealed record AnonymousEndpoint(string Why);
