using Crossdock.Adapters;
using Crossdock.Platform.Api;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Settings;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crossdock.Platform.Hosting;

/// <summary>Runs services: the same bus, store, work loops, logs and health endpoints for each.</summary>
public static class ServiceHost
{
    /// <summary>The exit code for a broken setting.</summary>
    public const int BrokenSetting = 2;

    /// <summary>The one argument with which a service asks the one that runs beside it whether it is ready, and ends with 0 or 1.</summary>
    public const string HealthCheck = "--health-check";

    internal const string Version = "--version";
    internal const string Help = "--help";

    /// <summary>Runs a service until it is told to stop.</summary>
    /// <returns>The exit code: 0, or 2 for a broken setting, which is then said on one line of the error output.</returns>
    public static async Task<int> RunAsync(string[] args, params ServiceModule[] modules)
    {
        if (args is [Version])
        {
            Console.WriteLine(Product.Version);
            return 0;
        }

        if (args is [Help or "-h"])
        {
            Console.WriteLine(Usage.Of(NameOf(modules)));
            return 0;
        }

        if (args is [HealthCheck])
        {
            return await HealthQuestion.AskAsync();
        }

        try
        {
            var builder = WebApplication.CreateBuilder(KeysCommand.WithoutFlag(args));
            builder.Configuration.AddSecretFiles();
            if (args is [KeysCommand.Word, ..])
            {
                return await KeysCommand.RunAsync(args, builder.Configuration, modules[0]);
            }

            if (args is [WhereCommand.Word, ..])
            {
                return await WhereCommand.RunAsync(args, builder.Configuration, modules[0]);
            }

            if (args is [BackupCommand.Word, ..])
            {
                return await BackupCommand.RunAsync(args, builder.Configuration, modules[0]);
            }

            if (args is [RestoreCommand.Word, ..])
            {
                return await RestoreCommand.RunAsync(args, builder.Configuration, modules[0]);
            }

            builder.AddLogs(Read<TelemetryOptions>(builder.Configuration, "Telemetry"), NameOf(modules), Logs.Json);
            await using var app = Build(builder, modules);
            await CheckStoresAsync(app, modules);
            await app.RunAsync();
            return Environment.ExitCode;
        }
        catch (SettingException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return BrokenSetting;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"{e.Message.TrimEnd('.')}. Stop what uses it, or set Urls to another address."
            );
            return BrokenSetting;
        }
        catch (Exception e) when (e is StoreRefusedException or BackupUnreadableException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return BrokenSetting;
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException
                && args is [BackupCommand.Word or RestoreCommand.Word, ..]
            )
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (StoreUnavailableException e)
        {
            // Only where a command is to be done on the store; a service waits for it.
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <summary>Builds the application; nothing runs yet, but every setting has been read.</summary>
    /// <exception cref="SettingException">A setting is missing or broken.</exception>
    public static WebApplication Build(WebApplicationBuilder builder, params ServiceModule[] modules)
    {
        var services = builder.Services;
        var configuration = builder.Configuration;
        RenamedSettings.Refuse(configuration);
        DevelopmentPasswords.Refuse(configuration, builder.Environment);
        var bus = Read<BusOptions>(configuration, "Bus");
        bus.Check();

        builder.WebHost.ConfigureKestrelLimits();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Read<WorkOptions>(configuration, "Work"));
        services.AddSingleton(Read<CallLogOptions>(configuration, "CallLog"));
        var store = Read<StoreOptions>(configuration, "Store");
        services.AddStores(store, modules.Select(module => module.Name));
        services.AddSecrets(Read<SecretOptions>(configuration, "Secrets"), store);
        var connections = Read<ConnectionOptions>(configuration, "Connections");
        services.AddSingleton(connections);
        services.AddExternalHttp(connections, builder.Environment.IsDevelopment());
        services.AddCrossdockBus(bus, registration => Array.ForEach(modules, m => m.Consume(registration)));
        services.AddCollection(modules[0].Name, DiscardedMessage.Collection);
        services.AddSingleton<FailedMessages>();
        services.AddHostedService<FailedMessageCleanup>();
        services.AddCrossdockHealth();
        services.AddApiSecurity(Read<HttpOptions>(configuration, "Http"), modules[0].Name);
        services.AddApiDescription(NameOf(modules));
        services.AddTelemetry(Read<TelemetryOptions>(configuration, "Telemetry"), NameOf(modules));
        foreach (var module in modules)
        {
            module.AddServices(services, configuration);
        }

        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        var app = builder.Build();
        app.UseApiSecurity();
        app.MapCrossdockHealth();
        app.MapApiDescription();
        app.MapPrometheusScrapingEndpoint("/metrics").For(Role.Read);
        // Connections are made here, so that a broken setting ends the start and not a loop later on.
        foreach (var check in app.Services.GetServices<StartCheck>())
        {
            check.Run(app.Services);
        }

        var api = app.MapApi();
        api.MapAudit();
        api.MapFailedMessages();
        api.MapAdapters();
        api.MapCalls();
        api.MapPlaces([.. modules.Select(module => module.Name)]);
        foreach (var module in modules)
        {
            module.MapEndpoints(api, app);
        }

        return app;
    }

    /// <summary>Makes sure that this version may work with the stores. One that does not answer yet is checked when it does.</summary>
    /// <exception cref="StoreRefusedException">It may not.</exception>
    public static async Task CheckStoresAsync(WebApplication app, params ServiceModule[] modules)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        foreach (var module in modules)
        {
            try
            {
                var marks = app.Services.GetRequiredKeyedService<IDocuments<StoreMark>>(module.Name);
                await marks.FindAsync(StoreMark.TheOne, timeout.Token);
            }
            catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
            {
                // The service starts, and says what it waits for.
            }
        }
    }

    /// <summary>What logs and traces call the process.</summary>
    public static string NameOf(params ServiceModule[] modules) => modules is [var only] ? only.Name : "crossdock";

    /// <summary>Reads a section of configuration; what is left out keeps its default.</summary>
    /// <exception cref="SettingException">A value cannot be read, or a name is unknown.</exception>
    public static T Read<T>(IConfiguration configuration, string section)
        where T : new()
    {
        try
        {
            var values = configuration.GetSection(section);
            UnknownSettings.Refuse(values, typeof(T));
            return SettingLimits.Checked(values.Get<T>() ?? new T(), section);
        }
        catch (InvalidOperationException e)
        {
            // The binder's message has the setting in quotes after "at", and the value, which may be a secret.
            var setting = e.Message.Split(" at '").ElementAtOrDefault(1)?.Split('\'')[0];
            throw new SettingException(
                setting ?? section,
                "has a value that cannot be read",
                "correct it or leave it out for the default"
            );
        }
    }
}

/// <summary>Something that must be right before a service starts.</summary>
public sealed record StartCheck(Action<IServiceProvider> Run);
