using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.Control;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Faults;
using Crossdock.Sandbox.QuickBooksCommerce;
using Crossdock.Sandbox.Seeds;
using Crossdock.Sandbox.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.ResponseCompression;
using NodaTime;

namespace Crossdock.Sandbox;

/// <summary>Hosts the sandbox: as a process, or inside another program on a port of its own.</summary>
public static class SandboxServer
{
    /// <summary>Builds and starts a sandbox; dispose the application to stop it.</summary>
    /// <exception cref="SandboxSettingException">A setting is invalid; the message says which and what to set.</exception>
    public static async Task<WebApplication> StartAsync(
        SandboxOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var app = Build(options);
        try
        {
            await app.StartAsync(cancellationToken);
            return app;
        }
        catch (IOException e)
        {
            await app.DisposeAsync();
            throw new SandboxSettingException("Urls", $"cannot be listened on ({e.Message})", "a free address");
        }
    }

    /// <summary>The address of a started sandbox, without a trailing slash; the cart is at <c>/qbc</c> below it.</summary>
    public static Uri BaseAddress(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return new Uri(addresses!.Addresses.First());
    }

    /// <summary>Builds a sandbox without starting it.</summary>
    /// <exception cref="SandboxSettingException">A setting is invalid; the message says which and what to set.</exception>
    public static WebApplication Build(SandboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SandboxSettings.Check(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = CartBodyReader.MaxBytes);
        builder.WebHost.UseUrls(options.Urls.Split(';', StringSplitOptions.TrimEntries));
        if (options.Logs)
        {
            builder
                .Logging.AddSimpleConsole(console => console.SingleLine = true)
                .SetMinimumLevel(LogLevel.Warning)
                // A failed start is reported in one line, not as a stack trace.
                .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        }

        AddServices(builder.Services, options);
        var app = builder.Build();
        Catalog.Load(app.Services.GetRequiredService<SandboxDatabase>());
        Map(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, SandboxOptions options)
    {
        services.AddRoutingCore();
        // Calls with a timeout fault must not delay the end.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        services.AddResponseCompression(compression =>
        {
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = ["application/json"];
        });
        services.AddSingleton(options);
        services.AddSingleton(options.Pace);
        services.AddSingleton(new BergenTime(DateTimeZoneProviders.Tzdb[options.Bergen.TimeZone]));
        services.AddSingleton<SandboxDatabase>();
        services.AddSingleton<CallCounter>();
        services.AddSingleton<FaultTable>();
        services.AddSingleton<FaultMiddleware>();
        services.AddSingleton<RateLimiter>();
        services.AddSingleton<CartTokens>();
        services.AddSingleton<CartRequestPipeline>();
        services.AddSingleton<BergenTokens>();
        services.AddSingleton<StepQueue>();
        services.AddSingleton<ITicketScripts, SeedDirector>();
        services.AddSingleton<WarehouseSimulator>();
        services.AddSingleton<ReceivingSimulator>();
        services.AddSingleton<TicketOperations>();
        services.AddSingleton<InventoryOperations>();
        services.AddSingleton<ProductOperations>();
        services.AddSingleton<ReceivingOperations>();
        services.AddSingleton<BergenOperations>();
        services.AddSingleton<BergenEndpoint>();
        services.AddSingleton<TicketControl>();
        services.AddSingleton<StockControl>();
        services.AddHostedService<Scheduler>();
        services.AddHostedService<WebhookSender>();
    }

    private static void Map(WebApplication app)
    {
        var calls = app.Services.GetRequiredService<CallCounter>();
        app.Use(
            async (context, next) =>
            {
                CartPath.Normalize(context.Request);
                if (await OperationName.ReadAsync(context) is { } operation)
                {
                    calls.Count(operation);
                }

                await next(context);
            }
        );
        app.Use(app.Services.GetRequiredService<FaultMiddleware>().InvokeAsync);
        app.UseResponseCompression();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(CartEndpoints.Root, StringComparison.Ordinal),
            cart => cart.Use(app.Services.GetRequiredService<CartRequestPipeline>().InvokeAsync)
        );
        app.UseRouting();
        app.MapCart();
        app.MapBergen();
        app.MapControlEndpoints();
    }
}
