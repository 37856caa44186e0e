using System.Text;
using Bailey.Policy;
using Bailey.Protocol;

namespace Bailey.Broker.Programs;

/// <summary>The JSON that is sent about programs and their tunnels. One method a message.</summary>
internal static class TunnelJson
{
    public static byte[] Opening(IEnumerable<EgressRoute> routes, string user, string password, bool forFetcher) => JsonObjectText.Write(json =>
    {
        json.WriteString("user", user);
        json.WriteString("password", password);
        json.WriteBoolean("forFetcher", forFetcher);
        json.WriteStartArray("routes");
        foreach (EgressRoute route in routes)
        {
            json.WriteStartObject();
            json.WriteString("origin", EgressRules.Origin(route.IsTls, route.Host, route.Port));
            json.WriteStartArray("methods");
            foreach (string method in route.Methods)
            {
                json.WriteStringValue(method);
            }

            json.WriteEndArray();
            json.WriteBoolean("private", route.PrivateAddresses);
            json.WriteString("clause", route.Clause);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static string Started(string program) => Line(("event", "started"), ("program", program));

    public static string Displayed(string display) => Line(("event", "display"), ("display", display));

    public static string Connected(long connection, string subject, string address) => Line(("event", "connected"), ("subject", subject), ("address", address), ("connection", connection));

    public static string Closed(long connection, long sent, long received) => Line(("event", "closed"), ("connection", connection), ("sent", sent), ("received", received));

    private static string Line(params (string Name, object Value)[] members) => Encoding.ASCII.GetString(JsonObjectText.Write(json =>
    {
        json.WriteString("time", DateTimeOffset.UtcNow);
        foreach ((string name, object value) in members)
        {
            if (value is long number)
            {
                json.WriteNumber(name, number);
            }
            else
            {
                json.WriteString(name, (string)value);
            }
        }
    }));
}
