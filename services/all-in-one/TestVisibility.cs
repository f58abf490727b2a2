using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Crossdock.AllInOne.Tests")]
