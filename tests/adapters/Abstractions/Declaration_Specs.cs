using Crossdock.Adapters.Declaration;

namespace Crossdock.Adapters.Abstractions.Tests;

public sealed class When_settings_are_read
{
    public enum Pace
    {
        Quick,
        Leisurely,
    }

    [Theory]
    [InlineData("Number", "12x", "is \"12x\": set a whole number from 1 to 10")]
    [InlineData("Number", "-1", "is \"-1\": set a whole number")]
    [InlineData("Number", "11", "is \"11\": set a whole number")]
    [InlineData("Number", "1.5", "is \"1.5\": set a whole number")]
    [InlineData("Number", "99999999999999999999999999999999", "is \"9999")]
    [InlineData("Weight", "heavy", "is \"heavy\": set a number from 0 to 0.5")]
    [InlineData("Pace", "fast", "is \"fast\": set one of Quick, Leisurely")]
    [InlineData("Pace", "1", "is \"1\": set one of Quick")]
    [InlineData("IsTested", "yes", "is \"yes\": set true or false")]
    [InlineData(
        "Timeout",
        "a minute",
        "is \"a minute\": set a positive duration of at most 24 days, as hh:mm:ss, for example"
    )]
    [InlineData("Timeout", "00:00:00", "is \"00:00:00\": set a positive duration")]
    [InlineData("Timeout", "25.00:00:00", "is \"25.00:00:00\": set a positive duration")]
    [InlineData("Since", "the first of May", "is \"the first of May\": set a date, for example 2026-01-31")]
    [InlineData("Address", "ftp://acme.example", "is not an http(s) address: set the root of the API")]
    [InlineData("Address", "https://ada:pw@acme.example", "holds a user or password: leave them out")]
    [InlineData("Address", "https://acme.example?key=hidden", "holds a query: leave out")]
    [InlineData("Address", " ", "is missing: set the root of the API")]
    [InlineData("Adress", "https://acme.example", "is not a known setting: write Address if you meant that")]
    [InlineData("Root", "https://acme.example", "was renamed: write Address instead")]
    [InlineData("Number", "two\nlines", "is \"two lines\": set a whole number")]
    [InlineData("Limit", "7", "is 7, more than Number: lower it")]
    public void Should_say_in_one_line_what_is_wrong_and_what_to_do(string setting, string value, string message)
    {
        var refusal = Assert.Throws<SettingException>(() => Read((setting, value)));

        Assert.StartsWith($"Carts:acme:{setting} {message}", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.DoesNotContain("hidden", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_a_part_of_a_setting_that_has_none() =>
        Assert.StartsWith(
            "Carts:acme:Number:Of is not a known setting",
            Assert.Throws<SettingException>(() => Read(("Number:Of", "1"))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Should_read_each_type_whatever_the_case_of_its_name()
    {
        var settings = Read(
            ("number", "10"),
            ("Weight", "0.25"),
            ("Pace", "leisurely"),
            ("IsTested", "TRUE"),
            ("Timeout", "00:00:00.5"),
            ("Since", "2026-01-31"),
            ("Words:0", "one"),
            ("Words:1", "two")
        );

        Assert.Equal(
            (10, 0.25m, Pace.Leisurely, true),
            (settings.Number, settings.Weight, settings.Pace, settings.IsTested)
        );
        Assert.Equal(TimeSpan.FromSeconds(0.5), settings.Timeout);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), settings.Since);
        Assert.Equal(["one", "two"], settings.Words);
        Assert.Equal(["a", "b"], Read(("Words", " a, ,b ")).Words);
    }

    [Fact]
    public void Should_keep_the_default_of_what_is_empty_or_left_out()
    {
        var settings = Read(("Number", ""), ("Words", " "));

        Assert.Equal(
            (2, (decimal?)null, TimeSpan.FromSeconds(30)),
            (settings.Number, settings.Weight, settings.Timeout)
        );
        Assert.Equal(["x", "y"], settings.Words);
    }

    [Fact]
    public void Should_describe_each_in_a_schema()
    {
        var schema = SettingsSchema.Of(new Declared<Whole>());

        Assert.Equal(["Address"], schema["required"]!.AsArray().Select(one => (string)one!));
        var properties = schema["properties"]!;
        Assert.Equal(
            """{"description":"the root of the API","type":"string","format":"uri"}""",
            properties["Address"]!.ToJsonString()
        );
        Assert.Equal(
            """{"description":"a number","type":"integer","minimum":1,"maximum":10,"default":2}""",
            properties["Number"]!.ToJsonString()
        );
        Assert.Equal(
            """{"description":"words","type":"array","items":{"type":"string"},"default":["x","y"]}""",
            properties["Words"]!.ToJsonString()
        );
        Assert.True((bool)properties["Secret"]!["writeOnly"]!);
        Assert.Equal("00:00:30", (string)properties["Timeout"]!["default"]!);
        Assert.Equal("""["Quick","Leisurely"]""", properties["Pace"]!["enum"]!.ToJsonString());
    }

    [Fact]
    public void Should_withdraw_a_setting_that_is_overridden_without_being_declared() =>
        Assert.DoesNotContain(SettingDeclaration.Of(typeof(Local)), one => one.Name == "Timeout");

    private static Whole Read(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Kind"] = "Declared",
            ["Merchant"] = "acme",
            ["Address"] = "https://acme.example/x",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return (Whole)SettingsReader.Read(typeof(Whole), SettingsReader.Section("Carts:acme", all));
    }

    public sealed class Local : WarehouseSettings
    {
        public override TimeSpan Timeout => TimeSpan.Zero;
    }

    public sealed class Whole : WarehouseSettings
    {
        [Setting("the root of the API", Was = "Root")]
        public required Uri Address { get; init; }

        [Setting("a number", Min = 1, Max = 10)]
        public int Number { get; init; } = 2;

        [Setting("a weight", Max = 0.5)]
        public decimal? Weight { get; init; }

        [Setting("a pace")]
        public Pace? Pace { get; init; }

        [Setting("a flag")]
        public bool IsTested { get; init; }

        [Setting("a day")]
        public DateTimeOffset? Since { get; init; }

        [Setting("words")]
        public IReadOnlyList<string> Words { get; init; } = ["x", "y"];

        [Setting("a secret", Secret = true)]
        public string? Secret { get; init; }

        [Setting("at most Number")]
        public int Limit { get; init; }

        public override IEnumerable<SettingProblem> Validate()
        {
            if (Limit > Number)
            {
                yield return new(nameof(Limit), $"is {Limit}, more than Number", "lower it");
            }
        }
    }
}

public sealed class When_a_declaration_is_broken
{
    [Theory]
    [InlineData(typeof(Twice), "Twice.Timeout is declared twice: give each setting a name of its own")]
    [InlineData(typeof(TwiceInCase), "TwiceInCase.folder is declared twice: give each setting a name of its own")]
    [InlineData(typeof(TwiceByFormerName), "is declared twice")]
    [InlineData(typeof(Reserved), "Reserved.Kind is declared twice")]
    [InlineData(typeof(Unreadable), "Unreadable.Where is a Version: use a type that SettingAttribute lists")]
    [InlineData(typeof(Limits), "Limits.Number has no description, no init accessor, or a Min above its Max: complete")]
    [InlineData(typeof(Silent), "Silent.Folder has no description")]
    [InlineData(typeof(Default), "Default.Number has a default that is \"11\": set a whole number from 0 to 10")]
    public void Should_say_in_one_line_what_to_do(Type settings, string message)
    {
        var adapter = (Adapter)Activator.CreateInstance(typeof(Declared<>).MakeGenericType(settings))!;

        var refusal = Assert.Throws<SettingException>(() => new AdapterCatalog([adapter]));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void Should_refuse_a_kind_that_is_there_twice_for_one_role() =>
        Assert.Contains(
            "declares the kind declared, as",
            Assert
                .Throws<SettingException>(() =>
                    new AdapterCatalog([new Declared<WarehouseSettings>(), new Declared<WarehouseSettings>("declared")])
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Should_accept_a_kind_that_has_both_roles() =>
        Assert.Equal(2, new AdapterCatalog([new Declared<WarehouseSettings>(), new DeclaredCart()]).All.Count);

    [Fact]
    public void Should_name_a_file_that_is_no_adapter()
    {
        var folder = Directory.CreateTempSubdirectory("crossdock-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "Crossdock.Adapters.Nonsense.dll"), "I am no assembly.");

            var refusal = Assert.Throws<SettingException>(() => AdapterCatalog.Scan(folder.FullName));

            Assert.StartsWith(
                "Crossdock.Adapters.Nonsense.dll cannot be loaded as an adapter",
                refusal.Message,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain('\n', refusal.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Should_refuse_webhooks_without_the_setting_of_their_address() =>
        Assert.Contains(
            "derive CartSettings from NotifyingCartSettings",
            Assert
                .Throws<SettingException>(() => new AdapterCatalog([new DeclaredCart(AdapterCapabilities.Webhooks)]))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Should_refuse_capabilities_that_are_not_implemented() =>
        Assert.Contains(
            "declares the capabilities RateLimit",
            Assert
                .Throws<InvalidOperationException>(() =>
                    new Declared<WarehouseSettings>(AdapterCapabilities.RateLimit).Connect(
                        new WarehouseSettings(),
                        null!
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    public sealed class Twice : WarehouseSettings
    {
        [Setting("another time")]
        public new TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);
    }

    public class WithFolder : WarehouseSettings
    {
        [Setting("a folder")]
        public string? Folder { get; init; }
    }

    public sealed class TwiceInCase : WithFolder
    {
        [Setting("another folder")]
        public string? folder { get; init; }
    }

    public sealed class TwiceByFormerName : WarehouseSettings
    {
        [Setting("a folder", Was = "timeout")]
        public string? Folder { get; init; }
    }

    public sealed class Reserved : WarehouseSettings
    {
        [Setting("a kind")]
        public string? Kind { get; init; }
    }

    public sealed class Unreadable : WarehouseSettings
    {
        [Setting("a version")]
        public Version? Where { get; init; }
    }

    public sealed class Limits : WarehouseSettings
    {
        [Setting("a number", Min = 2, Max = 1)]
        public int? Number { get; init; }
    }

    public sealed class Silent : WarehouseSettings
    {
        [Setting(" ")]
        public string? Folder { get; init; }
    }

    public sealed class Default : WarehouseSettings
    {
        [Setting("a number", Max = 10)]
        public int Number { get; init; } = 11;
    }

    private sealed class DeclaredCart(AdapterCapabilities capabilities = AdapterCapabilities.None)
        : CartAdapter<CartSettings>
    {
        public override string Kind => "Declared";
        public override string Description => "A cart.";
        public override AdapterCapabilities Capabilities => capabilities;

        protected override ICart Create(CartSettings settings, AdapterContext context) => null!;
    }
}

internal sealed class Declared<T>(string kind, AdapterCapabilities capabilities) : WarehouseAdapter<T>
    where T : WarehouseSettings
{
    public Declared()
        : this("Declared") { }

    public Declared(string kind)
        : this(kind, AdapterCapabilities.None) { }

    public Declared(AdapterCapabilities capabilities)
        : this("Declared", capabilities) { }

    public override string Kind => kind;
    public override string Description => "A warehouse.";
    public override AdapterCapabilities Capabilities => capabilities;

    protected override IWarehouse Create(T settings, AdapterContext context) => null!;
}
