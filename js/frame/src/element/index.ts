import { SesFrame } from './ses-frame.js';

declare global {
  interface HTMLElementTagNameMap { 'ses-frame': SesFrame }
}

/** Included twice, the first stays. */
if (customElements.get('ses-frame') === undefined) customElements.define('ses-frame', SesFrame);
