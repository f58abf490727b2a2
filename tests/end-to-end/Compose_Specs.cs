using System.Text.RegularExpressions;
using System.Xml.Linq;
using Crossdock.TestSupport;

namespace Crossdock.EndToEnd.Tests;

/// <summary>What a platform team relies on; that the file can be read at all, the other specs show.</summary>
public sealed partial class When_the_compose_file_is_read
{
    private static readonly ComposeFile Compose = ComposeFile.Read();

    private static readonly string Text = Read("docker-compose.yml");

    private static readonly string[] Overrides = ["cluster.yml", "production.yml", "proxy.yml", "sqlite.yml"];

    private static readonly string AllText = string.Concat(
        Overrides.Select(file => Read($"deploy/compose/{file}")).Prepend(Text)
    );

    public static TheoryData<string> Services => [.. Compose.Services.Keys];

    [Fact]
    public void Should_have_a_line_in_the_example_for_every_variable_and_no_other() =>
        Assert.Equal(
            ComposeFile
                .VariablesIn(AllText)
                // Compose's own.
                .Append("COMPOSE_FILE")
                .Distinct()
                .Order(StringComparer.Ordinal),
            ComposeFile.EnvFile(".env.example").Keys.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Should_mark_each_password_of_its_own_as_one_for_development()
    {
        var secrets = Secret().Matches(AllText).Select(match => match.Groups["value"].Value).ToList();

        Assert.NotEmpty(secrets);
        Assert.All(
            secrets,
            secret => Assert.Matches("^(!reset|\"\"|\"\\$\\{\\w+:-(development-only-[a-z-]+)?\\}\")$", secret)
        );
    }

    [Fact]
    public void Should_leave_passwords_to_be_filled_in() =>
        Assert.All(
            ComposeFile.EnvFile(".env.example").Where(line => line.Key.Contains("PASSWORD", StringComparison.Ordinal)),
            line => Assert.Empty(line.Value)
        );

    [Theory]
    [MemberData(nameof(Services))]
    public void Should_bound_each_service_and_start_it_again(string name)
    {
        var service = Compose.Services[name];
        var resources = Mapping(Mapping(service["deploy"])["resources"]);

        Assert.Equal("unless-stopped", service["restart"]);
        Assert.Contains("stop_grace_period", service.Keys);
        Assert.Superset(new HashSet<object> { "memory", "pids" }, Mapping(resources["limits"]).Keys.ToHashSet());
        Assert.Superset(new HashSet<object> { "memory", "cpus" }, Mapping(resources["reservations"]).Keys.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Should_name_an_exact_version_of_each_image(string name) =>
        Assert.Matches(@":[0-9]+\.[0-9]+\.[0-9]+(-[a-z0-9-]+)?$", Compose.ImageOf(name));

    [Fact]
    public void Should_name_the_images_after_the_product_s_version()
    {
        var properties = XDocument.Parse(Read("Directory.Build.props"));

        var version = properties.Descendants("Version").Single().Value;

        Assert.Equal(
            [version],
            Default("CROSSDOCK_VERSION").Matches(Text).Select(match => match.Groups["default"].Value).Distinct()
        );
        Assert.Equal(version, ComposeFile.EnvFile(".env.example")["CROSSDOCK_VERSION"]);
    }

    [Theory]
    [InlineData("DOTNET_SDK_IMAGE")]
    [InlineData("DOTNET_ASPNET_IMAGE")]
    public void Should_build_on_the_base_images_that_the_Dockerfile_names(string name) =>
        Assert.Contains(
            $"ARG {name}={Default(name).Match(Text).Groups["default"].Value}\n",
            Read("deploy/Dockerfile"),
            StringComparison.Ordinal
        );

    [Fact]
    public void Should_build_without_a_Dockerfile_syntax_from_a_registry() =>
        Assert.DoesNotContain("syntax=", Read("deploy/Dockerfile"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Services))]
    public void Should_open_ports_to_this_machine_only(string name)
    {
        var ports = Compose.Services[name].GetValueOrDefault("ports", new List<object>());

        Assert.All(
            (List<object>)ports,
            port => Assert.StartsWith("127.0.0.1:", (string)port, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("cart-adapter")]
    [InlineData("wms-adapter")]
    public void Should_let_adapters_run_several_times(string name)
    {
        var service = Compose.Services[name];

        Assert.DoesNotContain("ports", service.Keys);
        Assert.DoesNotContain("container_name", service.Keys);
        // Nothing of its own but the keys of its secrets, which all replicas share.
        Assert.Equal(["keys:/keys"], (List<object>)service["volumes"]);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    private static Dictionary<object, object> Mapping(object node) => (Dictionary<object, object>)node;

    private static Regex Default(string variable) =>
        new($@"\$\{{{variable}:-(?<default>[^}}]*)\}}", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>A value whose name says that it is secret.</summary>
    [GeneratedRegex(@"^\s+\w*(?i:password|pass|secret|apikey|token):[ ]+(?<value>\S+)", RegexOptions.Multiline, 1000)]
    private static partial Regex Secret();
}
