using NodaTime;

namespace Crossdock.Sandbox.Settings;

/// <summary>Reads and validates settings before anything starts.</summary>
internal static class SandboxSettings
{
    /// <summary>Reads <c>--urls</c> and the section Sandbox; <c>Sandbox:Pace</c> may be the word quick or leisurely.</summary>
    public static SandboxOptions Read(IConfiguration settings)
    {
        var section = settings.GetSection("Sandbox");
        var options = new SandboxOptions { Urls = "http://127.0.0.1:5080", Logs = true };
        options.Pace = section["Pace"] switch
        {
            null or "" or "leisurely" => SandboxPace.Leisurely(),
            "quick" => SandboxPace.Quick(),
            { } other => throw new SandboxSettingException("Pace", $"is '{other}'", "quick or leisurely"),
        };
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException e)
        {
            // The binder's message has the setting in quotes after "at".
            var name = e.Message.Split(" at 'Sandbox:").ElementAtOrDefault(1)?.Split('\'')[0];
            throw new SandboxSettingException(
                name ?? "settings",
                $"is '{section[name ?? ""]}', which cannot be read",
                "a value of its type"
            );
        }

        options.Urls = settings["urls"] ?? options.Urls;
        return options;
    }

    public static void Check(SandboxOptions options)
    {
        foreach (var url in options.Urls.Split(';', StringSplitOptions.TrimEntries))
        {
            var named = url.Replace("//+", "//any", StringComparison.Ordinal)
                .Replace("//*", "//any", StringComparison.Ordinal);
            if (!Uri.TryCreate(named, UriKind.Absolute, out var uri) || uri.Scheme is not "http")
            {
                throw new SandboxSettingException(
                    "Urls",
                    $"is '{url}', which is not an http address",
                    "one like http://127.0.0.1:5080"
                );
            }
        }

        CheckFolder(options.Data);
        AtLeast(1, "QuickBooksCommerce:RateLimit", options.QuickBooksCommerce.RateLimit);
        AtLeast(1, "QuickBooksCommerce:RateWindowSeconds", options.QuickBooksCommerce.RateWindowSeconds);
        AtLeast(1, "QuickBooksCommerce:TokenSeconds", options.QuickBooksCommerce.TokenSeconds);
        AtLeast(1, "QuickBooksCommerce:WebhookRetrySeconds", options.QuickBooksCommerce.WebhookRetrySeconds);
        AtLeast(1, "Bergen:TokenSeconds", options.Bergen.TokenSeconds);
        AtLeast(1, "Bergen:BatchRows", options.Bergen.BatchRows);
        AtLeast(0, "Pace:ImportMilliseconds", options.Pace.ImportMilliseconds);
        AtLeast(0, "Pace:StageMilliseconds", options.Pace.StageMilliseconds);
        AtLeast(0, "Pace:SecondParcelMilliseconds", options.Pace.SecondParcelMilliseconds);
        AtLeast(0, "Pace:ReactionMilliseconds", options.Pace.ReactionMilliseconds);
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(options.Bergen.TimeZone) is null)
        {
            throw new SandboxSettingException(
                "Bergen:TimeZone",
                $"is '{options.Bergen.TimeZone}', which is no known time zone",
                "an IANA name such as America/New_York"
            );
        }
    }

    private static void CheckFolder(string? folder)
    {
        try
        {
            if (folder is not null)
            {
                Directory.CreateDirectory(folder);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SandboxSettingException("Data", $"cannot be used ({e.Message})", "a writable folder");
        }
    }

    private static void AtLeast(int minimum, string setting, int value)
    {
        if (value < minimum)
        {
            throw new SandboxSettingException(setting, $"is {value}", $"a number of {minimum} or more");
        }
    }
}
