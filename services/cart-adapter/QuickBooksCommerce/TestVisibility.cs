using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Crossdock.QuickBooksCommerce.Tests")]
