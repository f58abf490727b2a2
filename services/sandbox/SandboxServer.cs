using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.Books;
using Crossdock.Sandbox.Control;
using Crossdock.Sandbox.Faults;
using Crossdock.Sandbox.QuickBooksCommerce;
using Crossdock.Sandbox.Seeds;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.ResponseCompression;

namespace Crossdock.Sandbox;

/// <summary>Hosts the sandbox: in a process of its own, or inside another program on a port of its own.</summary>
public static class SandboxServer
{
    /// <summary>Builds and starts a sandbox; dispose the application to stop it.</summary>
    /// <exception cref="SandboxSettingException">A setting is broken; the message says which and what to set.</exception>
    public static async Task<WebApplication> StartAsync(SandboxOptions options, CancellationToken ct = default)
    {
        var app = Build(options);
        try
        {
            await app.StartAsync(ct);
            return app;
        }
        catch (IOException problem)
        {
            await app.DisposeAsync();
            throw new SandboxSettingException("Urls", $"cannot be listened on ({problem.Message})", "a free address");
        }
    }

    /// <summary>The address a started sandbox is bound to, without a trailing slash; the cart is at <c>/qbc</c> below it.</summary>
    public static Uri BaseAddress(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return new Uri(addresses!.Addresses.First());
    }

    /// <summary>Builds a sandbox that is not started yet.</summary>
    /// <exception cref="SandboxSettingException">A setting is broken; the message says which and what to set.</exception>
    public static WebApplication Build(SandboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SandboxSettings.Check(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = CartBody.Largest);
        builder.WebHost.UseUrls(options.Urls.Split(';', StringSplitOptions.TrimEntries));
        if (options.Logs)
        {
            builder
                .Logging.AddSimpleConsole(console => console.SingleLine = true)
                .SetMinimumLevel(LogLevel.Warning)
                // A start that fails is told in one line, not in a stack trace.
                .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        }
        AddServices(builder.Services, options);
        var app = builder.Build();
        Catalogue.Open(app.Services.GetRequiredService<Ledger>());
        Map(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, SandboxOptions options)
    {
        services.AddRoutingCore();
        // Withheld answers must not hold up the end.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        services.AddResponseCompression(compression =>
        {
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = ["application/json"];
        });
        services.AddSingleton(options);
        services.AddSingleton(options.Pace);
        services.AddSingleton(new BergenTime(TimeZoneInfo.FindSystemTimeZoneById(options.Bergen.TimeZone)));
        services.AddSingleton<Ledger>();
        services.AddSingleton<CallCounter>();
        services.AddSingleton<FaultBook>();
        services.AddSingleton<FaultGate>();
        services.AddSingleton<RateLimiter>();
        services.AddSingleton<CartTokens>();
        services.AddSingleton<CartGate>();
        services.AddSingleton<BergenTokens>();
        services.AddSingleton<Mishaps>();
        services.AddSingleton<WarehouseFloor>();
        services.AddSingleton<TicketOperations>();
        services.AddSingleton<InventoryOperations>();
        services.AddSingleton<ProductOperations>();
        services.AddSingleton<ReceivingDock>();
        services.AddSingleton<ReceivingOperations>();
        services.AddSingleton<BergenOperations>();
        services.AddSingleton<BergenDoor>();
        services.AddHostedService<WebhookSender>();
        services.AddSingleton<Clockwork>();
        services.AddHostedService(provider => provider.GetRequiredService<Clockwork>());
    }

    private static void Map(WebApplication app)
    {
        var gate = app.Services.GetRequiredService<CartGate>();
        var faults = app.Services.GetRequiredService<FaultGate>();
        var calls = app.Services.GetRequiredService<CallCounter>();
        var bergen = app.Services.GetRequiredService<BergenDoor>();
        app.Use(
            async (context, next) =>
            {
                CartPath.Normalise(context.Request);
                if (await OperationName.ReadAsync(context) is { } operation)
                {
                    calls.Count(operation);
                }

                await next(context);
            }
        );
        app.Use(faults.Pass);
        app.UseResponseCompression();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(CartEndpoints.Root, StringComparison.Ordinal),
            cart => cart.Use(gate.Pass)
        );
        app.UseRouting();
        app.MapCart();
        app.MapPost(BergenDoor.Path, bergen.Soap);
        app.MapGet(BergenDoor.Path, bergen.Describe);
        app.MapMethods(
            BergenDoor.Path + "/{operation}",
            ["GET", "POST"],
            (HttpContext context, string operation) => bergen.Plain(context, operation)
        );
        app.MapControl();
        app.MapFallback(
            CartEndpoints.Root + "/{**rest}",
            (HttpContext context) =>
                CartAnswers.Write(context, 404, CartProblem.NotFound("resource", context.Request.Path).Body)
        );
    }
}
