// Runs in a throw-away container, outside of any realm, under the very headers of the container that it stands for, and tries to get out:
// to ports of the host's own, which know what arrived. It is constant text of Bailey's: a page like it that were hostile could do no more.
const ports = new URLSearchParams(location.search);
const at = (name: string, scheme = 'http://') => `${scheme}127.0.0.1:${ports.get(name)}/`;
const ignore = () => {};

const attempts: (() => void)[] = [
  () => { fetch(at('request'), { mode: 'no-cors' }).catch(ignore); },
  () => { document.head.append(Object.assign(document.createElement('link'), { rel: 'preconnect', href: at('connection') })); },
  () => {
    const frame = document.createElement('iframe');
    document.documentElement.append(frame);
    frame.contentWindow!.fetch(at('realm'), { mode: 'no-cors' }).catch(ignore);
  },
  () => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${ports.get('webrtc')}` }] });
    peer.createDataChannel('a');
    peer.createOffer().then((offer) => peer.setLocalDescription(offer)).catch(ignore);
  },
];
for (const attempt of attempts) {
  try { attempt(); } catch { /* what is not there does not leak */ }
}

let evaluated = false;
try { evaluated = (globalThis as unknown as { eval(text: string): boolean }).eval('true'); } catch { /* as it should in the hardened grade */ }

setTimeout(() => {
  fetch(`/__bailey/report?${evaluated ? 'evaluated' : 'tried'}`, { method: 'POST' }).catch(ignore).then(() => { location.href = at('navigation'); });
}, 500);
