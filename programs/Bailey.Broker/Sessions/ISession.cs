using Bailey.Protocol;

namespace Bailey.Broker.Sessions;

/// <summary>Something that runs under a number of the host's: a guest in the realm, or a native program.</summary>
internal interface ISession : IDisposable
{
    /// <summary>Bytes of standard input from the host; answered when they are taken, or nobody will.</summary>
    /// <returns>False where nothing reads: it is not answered then.</returns>
    bool Input(Request chunk);

    /// <summary>A message of the host for it.</summary>
    void Deliver(Message message);

    /// <summary>Ends it now; guest.ended follows.</summary>
    void Cancel();
}
