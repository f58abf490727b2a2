namespace Crossdock.Architecture.Tests;

/// <summary>One word per thing: a synonym is a defect. The list is docs/glossary.md.</summary>
public sealed class When_things_are_named
{
    private static readonly string[] Folders =
    [
        ".ci",
        ".github",
        "contracts",
        "deploy",
        "docs",
        "services",
        "templates",
        "tests",
    ];

    /// <summary>The list itself, the code that refuses the old name of a setting, and the examples below.</summary>
    private static readonly string[] Exempt =
    [
        Glossary.Page,
        "services/platform/Settings/RenamedSettings.cs",
        "tests/architecture/Words_Specs.cs",
    ];

    private static readonly List<string> Files =
    [
        .. Folders
            .SelectMany(Sources.All)
            .Concat(["README.md", "CONTRIBUTING.md", "SECURITY.md", "docker-compose.yml", ".env.example"])
            .Select(file => Sources.Relative(Path.GetFullPath(file, TestSupport.Repository.Root)))
            .Where(file => !Exempt.Contains(file)),
    ];

    [Fact]
    public void Should_read_the_list() =>
        Assert.Superset(new HashSet<string> { "Doors", "CallBudget", "outside.call" }, Glossary.NotUsed.ToHashSet());

    [Theory]
    [InlineData("CallBudget_Specs", "CallBudget")]
    [InlineData("callBudget", "CallBudget")]
    [InlineData("crossdock_outside_call_duration", "outside_call")]
    [InlineData("Doors:RequireHttps", "Doors")]
    [InlineData("patience", "Patience")]
    [InlineData("Timeout", null)]
    public void Should_find_a_word_in_each_form_of_a_name(string name, string? fragment) =>
        Assert.Equal(fragment, Glossary.FragmentIn(name));

    [Fact]
    public void Should_use_none_of_the_words_in_a_file_s_name() =>
        Report.None(Files.Where(file => Glossary.FragmentIn(file) is not null));

    [Fact]
    public void Should_use_none_of_the_words_in_code() => None(".cs", Names.OfCode);

    [Fact]
    public void Should_use_none_of_the_words_in_the_described_api_and_in_deployment()
    {
        None(".json", Names.OfJson);
        None(".yml", Names.OfText);
        None(".yaml", Names.OfText);
        None(".example", Names.OfText);
    }

    [Fact]
    public void Should_use_none_of_the_words_where_documents_name_code() => None(".md", Names.OfMarkdown);

    private static void None(string extension, Func<string, IEnumerable<string>> names) =>
        Report.None(
            Files
                .Where(file => file.EndsWith(extension, StringComparison.Ordinal))
                .SelectMany(file =>
                    names(File.ReadAllText(Path.Combine(TestSupport.Repository.Root, file)))
                        .Distinct()
                        .Select(name => (name, fragment: Glossary.FragmentIn(name)))
                        .Where(one => one.fragment is not null)
                        .Select(one => $"{file}: {one.name} holds {one.fragment}")
                )
        );
}
