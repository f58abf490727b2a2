using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Crossdock.Platform.Api;

/// <summary>Describes the API: an OpenAPI document, and the page at <c>/api</c> on which people read and try it.</summary>
public static class ApiDescription
{
    private const string Document = "v1";
    private const string Scheme = "key";
    private const string Problem = "problem";
    private const string Public = "the description is the same in every installation";

    /// <param name="endpoint">An endpoint of the API.</param>
    /// <param name="name">Its name for generated clients: the tag, a dot, and what it does, for example <c>orders.list</c>.</param>
    /// <param name="summary">One sentence.</param>
    /// <param name="problems">The statuses of its own problems, beside those that every endpoint has.</param>
    public static TBuilder Describe<TBuilder>(
        this TBuilder endpoint,
        string name,
        string summary,
        params int[] problems
    )
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in problems)
        {
            endpoint.ProducesProblem(status);
        }

        return endpoint.WithName(name).WithTags(name.Split('.')[0]).WithSummary(summary);
    }

    internal static void AddApiDescription(this IServiceCollection services, string title)
    {
        // A number is a number, in what is read as in what is described.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi(
            Document,
            options =>
            {
                options.ShouldInclude = endpoint => endpoint.RelativePath != "metrics";
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new() { Title = $"Crossdock {title}", Version = Document };
                        document.Servers = [];
                        document.AddComponent<IOpenApiSecurityScheme>(
                            Scheme,
                            new OpenApiSecurityScheme
                            {
                                Type = SecuritySchemeType.Http,
                                Scheme = "bearer",
                                Description =
                                    $"A key of the service, made by its command keys add. Its role is one of {RoleNames.All}; each includes those before it.",
                            }
                        );
                        document.AddComponent<IOpenApiResponse>(
                            Problem,
                            new OpenApiResponse
                            {
                                Description =
                                    "What went wrong, and what to do: 400 for a request that cannot be read, 401 without a key, 403 without the role, 429 after many wrong keys, 5xx for a failure of the service.",
                                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                                {
                                    ["application/problem+json"] = new()
                                    {
                                        Schema = new OpenApiSchemaReference(nameof(ProblemDetails), document),
                                    },
                                },
                            }
                        );
                        return Task.CompletedTask;
                    }
                );
                options.AddOperationTransformer(
                    (operation, context, _) =>
                    {
                        operation.Responses!["default"] = new OpenApiResponseReference(Problem, context.Document);
                        if (
                            context.Description.ActionDescriptor.EndpointMetadata.OfType<Versions.Versioned>().Any()
                            && operation.Responses.GetValueOrDefault("200") is OpenApiResponse shown
                        )
                        {
                            shown.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
                            {
                                ["ETag"] = new OpenApiHeader
                                {
                                    Description =
                                        "Its version, for If-Match; missing where it comes from configuration.",
                                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                                },
                            };
                        }

                        if (
                            context
                                .Description.ActionDescriptor.EndpointMetadata.OfType<RequiredRole>()
                                .LastOrDefault() is
                            { Role: var role }
                        )
                        {
                            operation.Description = $"Needs a key with the role {role.Name()}.";
                            operation.Security =
                            [
                                new()
                                {
                                    [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [role.Name()],
                                },
                            ];
                        }

                        return Task.CompletedTask;
                    }
                );
            }
        );
    }

    internal static void MapApiDescription(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi().AllowAnonymously(Public);
        endpoints
            .MapScalarApiReference(
                "/api",
                (page, context) =>
                {
                    page.WithTitle("Crossdock").DisableTelemetry().DisableAgent().DisableMcp().DisableDefaultFonts();
                    page.Nonce = RandomNumberGenerator.GetHexString(32);
                    // All of it comes from here, and none of it calls anything else.
                    context.Response.Headers.ContentSecurityPolicy =
                        $"default-src 'none'; script-src 'self' 'nonce-{page.Nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
                }
            )
            .AllowAnonymously(Public);
    }
}
