using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Crossdock.AllInOne.Tests")]
[assembly: InternalsVisibleTo("Crossdock.Fuzz.Tests")]
