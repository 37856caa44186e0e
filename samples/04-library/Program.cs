using Bailey;

var prices = new Dictionary<string, int> { ["bread"] = 320, ["milk"] = 115 };
var options = new GuestOptions();
options.Readable["orders"] = new MemoryStream("bread,2\nmilk,3\n"u8.ToArray());
options.Functions["priceOf"] = async (string article, CancellationToken cancellation) =>
{
    await Task.Delay(1, cancellation);
    return prices.TryGetValue(article, out int cents) ? cents : throw new GuestVisibleException($"there is no {article}");
};

await using BaileyHost host = BaileyHost.Start();
await using Guest guest = await host.LoadAsync(GuestProgram.FromFolder(Path.Combine(AppContext.BaseDirectory, "plugin")), options);

Invoice invoice = (await guest.CallAsync<Invoice>("invoice")).ValueOrThrow();
using GuestFunction discount = invoice.Discount;
GuestResult<int> reduced = await discount.CallAsync<int>([10]);
Console.WriteLine($"{invoice.Cents} cents, {reduced.ValueOrThrow()} with 10 % off");

foreach (string function in new[] { "misprint", "spy" })
{
    Console.WriteLine(await guest.CallAsync<string>(function) switch
    {
        GuestResult<string>.Threw threw => $"threw: {threw.Error.Message}",
        GuestResult<string>.Refused refused => refused.Refusal.Sentence,
        var other => other.ToString(),
    });
}

using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
Task<GuestResult<int>> forever = guest.CallAsync<int>("forever", cancellation: patience.Token);
await forever.ContinueWith(task => Console.WriteLine(task.Status));

record Invoice(int Cents, GuestFunction Discount);
