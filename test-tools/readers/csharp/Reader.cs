// Reads documents of the second form into types with System.Text.Json: a time that is none of ISO 8601 for it, or a number
// that does not fit, ends the program.

using System.Text.Json;

var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
foreach (var file in Directory.GetFiles(args[0], "*.json").Order(StringComparer.Ordinal))
{
    var text = File.ReadAllText(file);
    if (text.Contains("\"event_type\""))
    {
        var read = JsonSerializer.Deserialize<Event>(text, options)!;
        Console.WriteLine($"event {read.Id} {read.Timestamp.ToUnixTimeMilliseconds()}");
    }
    else
    {
        var read = JsonSerializer.Deserialize<Usage>(text, options)!;
        Console.WriteLine($"usage {read.Id} {read.EndTimestamp.ToUnixTimeMilliseconds()}");
    }
}

record Described(int Id, string Description);

record Named(long Id, string Name);

record Endpoint(long Id, string? Name, string? IpAddress, string? Tags, string? Imei);

record EventImsi(long Id, string Imsi, DateTimeOffset ImportDate);

record Sim(long Id, string Iccid, string? Msisdn, DateTimeOffset? ProductionDate);

record User(long Id, string Username, string? Name);

record Volume(decimal Rx, decimal Tx, decimal Total);

record PdpContext(
    DateTimeOffset? TunnelCreated, JsonElement PdpContextId, long? Lac, long? Ci, int? RatType, long? TxTeidControlPlane,
    long? Tac, long? Eci, long? Nci);

record Detail(long? Id, string? Name, Volume? Volume, PdpContext? PdpContext);

record Event(
    long Id, bool Alert, string Description, DateTimeOffset Timestamp, Described EventType, Described EventSource,
    Described EventSeverity, Named Organisation, Endpoint? Endpoint, EventImsi? Imsi, Sim? Sim, User? User, Detail? Detail);

record Country(long Id, string Name, string? Mcc);

record Operator(long Id, string Name, Country Country, string? Mnc);

record Tariff(Named Ratezone, long Id, string Name);

record TrafficType(long Id, string Name, string Description);

record Currency(string Symbol, string Code, long Id);

record Usage(
    decimal Cost, long Id, Operator Operator, Named Organisation, Tariff Tariff, TrafficType TrafficType,
    Endpoint? Endpoint, string Imsi, long? ImsiId, Volume Volume, DateTimeOffset StartTimestamp, Sim Sim,
    Currency Currency, DateTimeOffset EndTimestamp);
