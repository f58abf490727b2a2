namespace Crossdock.Sandbox.Seeds;

/// <summary>Invented people and addresses.</summary>
internal static class SeedPeople
{
    private static readonly string[] FirstNames = "Ada Ben Carla Dev Esther Farid Greta Hugo Ines Jo".Split(' ');
    private static readonly string[] LastNames = "Marsh Okafor Lindqvist Tanaka Quill Romero Stone Weiss".Split(' ');

    private static readonly (string City, string State, string Zip)[] Places =
    [
        ("Albany", "NY", "12207"),
        ("Austin", "TX", "78701"),
        ("Boise", "ID", "83702"),
        ("Denver", "CO", "80202"),
        ("Portland", "ME", "04101"),
        ("Savannah", "GA", "31401"),
    ];

    private static readonly NewAddress[] WithAccents =
    [
        new()
        {
            FirstName = "Zoë",
            LastName = "D'Angelo-Núñez",
            Address1 = "7 Rue de l'Église",
            City = "Trois-Rivières",
            State = "QC",
            ZipCode = "G9A 5H7",
            Country = "Canada",
            CountryCode = "CA",
        },
        new()
        {
            FirstName = "Łukasz",
            LastName = "O'Żółty",
            Address1 = "ul. Świętojańska 3",
            City = "Gdańsk",
            State = "",
            ZipCode = "80-001",
            Country = "Poland",
            CountryCode = "PL",
        },
    ];

    public static NewAddress Chinese { get; } =
        new()
        {
            FirstName = "小明",
            LastName = "王",
            Address1 = "示例路 88 号 5 栋 1203 室",
            City = "上海市",
            State = "上海",
            ZipCode = "200000",
            Country = "China",
            CountryCode = "CN",
            PhoneNumber = "+86 21 5555 0101",
        };

    /// <summary>A city that is its own state: people leave the city out.</summary>
    public static NewAddress Singapore { get; } =
        new()
        {
            FirstName = "Mei",
            LastName = "Sample",
            Address1 = "10 Example Road #04-02",
            City = "",
            State = "",
            ZipCode = "018956",
            Country = "Singapore",
            CountryCode = "SG",
            PhoneNumber = "+65 5550 0142",
        };

    /// <summary>A country by the name that people use, which is not the name of its code.</summary>
    public static NewAddress England { get; } =
        new()
        {
            FirstName = "Alex",
            LastName = "Specimen",
            Address1 = "3 Sample Lane",
            City = "Leeds",
            State = "",
            ZipCode = "LS1 4AP",
            Country = "England",
            CountryCode = "GB",
            PhoneNumber = "+44 113 496 0142",
        };

    public static NewAddress Arabic { get; } =
        new()
        {
            FirstName = "ليلى",
            LastName = "المثال",
            Address1 = "شارع المثال، مبنى ١٢",
            City = "دبي",
            State = "",
            ZipCode = "",
            Country = "United Arab Emirates",
            CountryCode = "AE",
            PhoneNumber = "+971 4 555 0101",
        };

    public static NewAddress CompanyOnly { get; } =
        new()
        {
            FirstName = "",
            LastName = "",
            CompanyName = "Blue Heron & Sons <Trading> Ltd.",
        };

    public static NewAddress Accents(int index) => WithAccents[index / 60 % WithAccents.Length];

    public static NewAddress Plain(Random random)
    {
        var (city, state, zip) = Places[random.Next(Places.Length)];
        return new NewAddress
        {
            FirstName = FirstNames[random.Next(FirstNames.Length)],
            LastName = LastNames[random.Next(LastNames.Length)],
            Address1 = $"{random.Next(1, 400)} Example Avenue",
            City = city,
            State = state,
            ZipCode = zip,
        };
    }
}
