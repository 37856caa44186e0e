using System.Runtime.CompilerServices;

// Tests take one wall's layer away at a time; the product has no way to.
[assembly: InternalsVisibleTo("Bailey.Sandbox.Tests")]
[assembly: InternalsVisibleTo("Bailey.Assess")]
