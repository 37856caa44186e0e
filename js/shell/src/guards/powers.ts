/** Members of the browser's own objects that lead out of the page: taken away, or refused. One row each. */
import { refuse } from '../report.js';
import { removeMember, prototypeOf, replaceMethod } from './replace.js';

const removed: readonly { readonly holder: string; readonly member: string; readonly reason: string }[] = [
  { holder: 'Navigator', member: 'serviceWorker', reason: 'a worker of the page could answer its navigations' },
  { holder: 'Navigator', member: 'registerProtocolHandler', reason: 'it changes the browser' },
  { holder: 'Navigator', member: 'unregisterProtocolHandler', reason: 'it changes the browser' },
  { holder: 'Navigator', member: 'windowControlsOverlay', reason: 'a window of its own' },
  { holder: 'Navigator', member: 'presentation', reason: 'it opens documents elsewhere' },
  { holder: 'Navigator', member: 'modelContext', reason: 'it talks to a model of the browser' },
  { holder: 'Navigator', member: 'runAdAuction', reason: 'it talks to other origins' },
  { holder: 'Navigator', member: 'joinAdInterestGroup', reason: 'it talks to other origins' },
  { holder: 'HTMLVideoElement', member: 'requestPictureInPicture', reason: 'a window of its own' },
  { holder: 'PictureInPictureEvent', member: 'pictureInPictureWindow', reason: 'a window of its own' },
  { holder: 'PerformanceScriptTiming', member: 'window', reason: 'it is the window itself' },
  { holder: 'BaseAudioContext', member: 'audioWorklet', reason: 'a realm that nobody locked down' },
  { holder: 'HTMLTemplateElement', member: 'htmlFor', reason: 'it moves markup into elements past the shell' },
];

const refusedMethods: readonly { readonly holder: string; readonly member: string; readonly reason: string }[] = [
  { holder: 'Worklet', member: 'addModule', reason: 'a worklet would be a realm that nobody locked down' },
];

export function guardPowers(): void {
  for (const { holder, member } of removed) removeMember(prototypeOf(holder), member);
  for (const { holder, member, reason } of refusedMethods) {
    replaceMethod(prototypeOf(holder), member, () => async function () {
      refuse('realm', `${holder}.${member}`, reason);
      throw new TypeError(reason);
    });
  }
  const css = (globalThis as unknown as { CSS?: object }).CSS;
  for (const member of ['paintWorklet', 'layoutWorklet', 'animationWorklet']) if (css !== undefined) removeMember(css, member);
}
