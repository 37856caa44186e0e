using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bailey.Outside;

/// <summary>The servers' one certificate: for some of their names only.</summary>
internal static class Certificates
{
    /// <summary>The file of what is trusted.</summary>
    public const string Trusted = "trusted.pem";

    private const string Whole = "server.pfx";

    /// <summary>Makes it.</summary>
    public static void Make(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=outside", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("good.example");
        names.AddDnsName("private.example");
        names.AddIpAddress(IPAddress.Parse("192.31.196.10"));
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllBytes(Path.Combine(folder, Whole), made.Export(X509ContentType.Pkcs12));
        File.WriteAllText(Path.Combine(folder, Trusted), made.ExportCertificatePem() + "\n");
    }

    /// <summary>It, with its key.</summary>
    public static X509Certificate2 Of(string folder) => X509CertificateLoader.LoadPkcs12FromFile(Path.Combine(folder, Whole), null);
}
