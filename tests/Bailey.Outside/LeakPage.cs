namespace Bailey.Outside;

/// <summary>
/// A page that tries every way past a proxy that pages of browsers have been known for. Each has an address or a name of its own, so that what comes
/// tells which it was. It says that it has tried by a request; one picture comes late, so that a browser that waits for the page waits for all of it.
/// </summary>
internal static class LeakPage
{
    /// <summary>The page.</summary>
    public static byte[] Text { get; } = """
        <!doctype html>
        <link rel=dns-prefetch href=//prefetched.example><a href=http://linked.example/>a link</a>
        <link rel=preconnect href=http://192.31.196.33/><link rel=preconnect href=http://preconnected.example/>
        <link rel=prefetch href=http://192.31.196.34/>
        <p id=p>trying</p><img src=/late><script>
        const turn = (urls) => ({ urls, username: 'u', credential: 'p' })
        for (const server of [
          { urls: 'stun:192.31.196.30:3478' }, { urls: 'stun:stun.example:3478' }, turn('turn:192.31.196.31:3478'), turn('turn:192.31.196.35:3478?transport=tcp')
        ]) {
          const peer = new RTCPeerConnection({ iceServers: [server] })
          peer.createDataChannel('x')
          peer.createOffer().then((offer) => peer.setLocalDescription(offer))
        }
        fetch('http://other.example/').catch(() => {})
        fetch('http://192.31.196.37/', { mode: 'no-cors' }).catch(() => {})
        new WebSocket('ws://192.31.196.32/').onerror = () => {}
        new WebSocket('wss://socket.example/').onerror = () => {}
        new EventSource('http://192.31.196.38/').onerror = () => {}
        navigator.sendBeacon('http://192.31.196.39/', 'x')
        setTimeout(() => { document.getElementById('p').textContent = 'tried'; fetch('/tried') }, 3000)
        </script>
        """u8.ToArray();

    /// <summary>A page that has something saved, and is as late.</summary>
    public static byte[] Saving { get; } = "<!doctype html><iframe src=/download></iframe><img src=/late>"u8.ToArray();

    /// <summary>How long the picture takes.</summary>
    public static TimeSpan Late { get; } = TimeSpan.FromSeconds(6);
}
