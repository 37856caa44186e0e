import { copyButton, make } from './dom.js';
import { isGrantable, Refusals, type Refusal } from './refusals.js';

const drawEvery = 250;
const sayEvery = 5000;

/**
 * The line under the frame: that this is a contained page, its grade, what it was refused. It is always there, so what a page draws at
 * its own lower edge stands above it and can be told from it. However fast refusals come, it is drawn four times a second and speaks every
 * five seconds.
 */
export class Bar {
  readonly element = make('div', { part: 'bar', role: 'group', 'aria-label': 'About the contained page' });
  readonly summary = make('summary');
  readonly #grade = make('span', { part: 'grade' });
  readonly #count = make('span', { part: 'count' });
  readonly #list = make('ul');
  readonly #said = make('p', { class: 'unseen', role: 'status' });
  readonly #details = make('details', {}, this.summary, this.#list);
  #refusals = new Refusals();
  #drawing = false;
  #lastSaid = -Infinity;

  constructor() {
    this.summary.append(this.#grade, this.#count);
    this.element.append(this.#details, this.#said);
    this.#details.ontoggle = () => this.#draw();
    this.#draw();
  }

  /** What stands at the line's beginning. */
  set text(text: string) {
    this.#grade.textContent = text;
  }

  /** Shows another list from now on. */
  show(refusals: Refusals): void {
    this.#refusals = refusals;
    this.#details.open = false;
    this.#draw();
  }

  /** The list has changed. */
  change(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    setTimeout(() => {
      this.#drawing = false;
      this.#draw();
      this.#say();
    }, drawEvery);
  }

  #draw(): void {
    const { total, list } = this.#refusals;
    this.element.classList.toggle('some', total > 0);
    this.#count.textContent = total === 0 ? 'nothing refused' : `${total} refused`;
    if (!this.#details.open) this.#list.replaceChildren();
    else if (total === 0) this.#list.replaceChildren(make('li', {}, 'The page was refused nothing so far.'));
    else if (this.#isDrawn(list)) this.#recount(list);
    else this.#list.replaceChildren(...list.map(row), ...this.#more(list));
  }

  /** Rows stay as long as no new one comes: who is about to press a button must find it where it was. */
  #isDrawn(list: readonly Refusal[]): boolean {
    return this.#list.querySelectorAll('li[data-count]').length === list.length && list.length < Refusals.most;
  }

  #recount(list: readonly Refusal[]): void {
    this.#list.querySelectorAll<HTMLElement>('li[data-count]').forEach((item, i) => {
      item.querySelector('.times')!.textContent = times(list[i]!);
    });
  }

  #more(list: readonly Refusal[]): HTMLElement[] {
    return list.length < Refusals.most ? [] : [make('li', {}, `Only the first ${Refusals.most} are listed. The audit log has every one.`)];
  }

  #say(): void {
    const now = performance.now();
    if (now - this.#lastSaid < sayEvery || this.#refusals.total === 0) return;
    this.#lastSaid = now;
    this.#said.textContent = `The contained page was refused ${this.#refusals.total === 1 ? 'a request' : `${this.#refusals.total} requests`}.`;
  }
}

const times = (refusal: Refusal) => (refusal.count > 1 ? ` ×${refusal.count}` : '');

function row(refusal: Refusal): HTMLElement {
  const item = make(
    'li', { 'data-count': '' },
    make('p', {}, make('bdi', {}, refusal.subject), make('span', { class: 'times' }, times(refusal))),
    make('p', { class: 'why' }, refusal.reason),
  );
  if (isGrantable(refusal)) {
    const line = make('code', {}, refusal.grant);
    item.append(make('div', { class: 'grant' }, line, copyButton(refusal.grant, line)));
  }
  return item;
}
