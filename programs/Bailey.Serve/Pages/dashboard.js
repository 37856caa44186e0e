// The view of groups.js. Everything shown is set as text: subjects are the page's own words.
import { Groups, lineOf, matches } from './groups.js';

const find = (selector) => document.querySelector(selector);
const [frame, list, empty, filter, state] = ['ses-frame', '#groups', '#empty', '#filter', '#state'].map(find);
const shows = [...document.querySelectorAll('[data-show]')];
const parts = [...document.querySelectorAll('[data-part]')];
const groups = new Groups();
const views = new Map(); // group key -> its element and what of it changes
let show = 'all';

const make = (name, className, ...children) => {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
};

// Controls and what turns the direction of writing are shown as a box: a subject must not look like something else.
const plain = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu, '\u{fffd}').slice(0, 600);
const times = (count) => (count > 1 ? `×${count}` : '');

async function copy(button, line) {
  try {
    await navigator.clipboard.writeText(line.textContent);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  } catch {
    getSelection().selectAllChildren(line);
  }
}

function lineView(policy) {
  if (!policy) return make('p', 'grant', 'No policy allows it.');
  const line = make('code', '', plain(policy.text));
  const button = make('button', '', 'Copy');
  button.type = 'button';
  button.ariaLabel = `Copy the policy line: ${line.textContent}`;
  button.onclick = () => copy(button, line);
  return make('div', 'grant', make('span', 'where', ['To allow it, in ', policy.file, policy.remark && ` (${policy.remark})`, ':'].join('')), line, button);
}

function view(group) {
  const mark = make('span', 'mark', { refused: '✕', missing: '?', granted: '✓' }[group.sort]);
  mark.title = { refused: 'refused', missing: 'granted, but not there', granted: 'granted' }[group.sort];
  const count = make('span', 'times');
  const items = make('ul', 'items');
  const summary = make('summary', '', mark, make('bdi', 'title', plain(group.title)), count);
  const details = make('details', '', summary, items);
  const element = make('article', `group ${group.sort}`, details);
  if (group.sort === 'refused') element.append(lineView(lineOf(group.grant)));
  details.ontoggle = () => drawItems(group, views.get(group.key));
  return { element, count, items, details, drawn: -1 };
}

function drawItems(group, it) {
  if (!it.details.open || it.drawn === group.count) return;
  it.drawn = group.count;
  it.items.replaceChildren(...[...group.items].map(([text, item]) =>
    make('li', '', make('code', '', plain(text)), make('span', 'times', [item.note, times(item.count)].filter(Boolean).join('  ')))));
  if (group.why) it.items.prepend(make('li', 'why', plain(group.why)));
  if (group.more) it.items.append(make('li', '', `and ${group.more} more`));
}

function draw() {
  let shown = 0;
  let last = null;
  for (const group of groups.list) {
    let it = views.get(group.key);
    if (!it) views.set(group.key, it = view(group));
    // Only what is not where it belongs moves: a button that is about to be pressed stays.
    const next = last ? last.nextSibling : list.firstChild;
    if (next !== it.element) list.insertBefore(it.element, next);
    last = it.element;
    it.count.textContent = times(group.count);
    drawItems(group, it);
    it.element.hidden = !((show === 'all' || (show === 'refused') === (group.sort === 'refused')) && matches(group, filter.value));
    shown += it.element.hidden ? 0 : 1;
  }
  const counts = { all: groups.refused + groups.granted, refused: groups.refused, granted: groups.granted };
  for (const button of shows) {
    button.ariaPressed = String(button.dataset.show === show);
    button.querySelector('b').textContent = counts[button.dataset.show];
  }
  find('#tab-count').textContent = groups.refused ? `· ${groups.refused} refused` : '';
  const isClean = show === 'all' && counts.refused === 0 && filter.value === '';
  empty.hidden = shown > 0 && !isClean;
  empty.textContent = counts.all === 0 ? 'The page has asked for nothing yet.' : filter.value ? 'Nothing of what it asked for has these words.'
    : isClean || show === 'refused' ? 'Nothing was refused.' : 'Nothing was granted.';
}

function say(text, over) {
  if (state.textContent !== text) state.textContent = text;
  document.body.classList.toggle('over', over);
}

// What this browser lets out of such a container; a grade that it does not keep is not stated.
async function test(canary) {
  const { grade, leaks } = await (await fetch(canary.dataset.canary)).json();
  canary.remove();
  const badge = find('#grade');
  const isLowered = grade !== badge.textContent;
  badge.classList.toggle('lowered', isLowered);
  if (!isLowered) return;
  badge.title = leaks.length ? `Meant to be ${badge.textContent}, but this browser let out: ${leaks.join('; ')}` : 'The self-test did not run';
  badge.textContent = { partial: 'leaks connections', none: 'not contained' }[grade] ?? grade;
}

const canary = find('[data-canary]');
if (canary) test(canary).catch(() => {});

const source = new EventSource('/__bailey/events');
let drawing = 0;
source.onmessage = ({ data }) => {
  groups.add(JSON.parse(data));
  drawing ||= requestAnimationFrame(() => { drawing = 0; draw(); });
};
source.addEventListener('containers', ({ data }) => say(...(JSON.parse(data).length > 0 ? ['open', false] : ['the container has ended', true])));
source.onerror = () => say('bailey serve has stopped', true);

for (const button of shows) button.onclick = () => { show = button.dataset.show; draw(); };
for (const button of parts) {
  button.onclick = () => {
    document.body.dataset.part = button.dataset.part;
    for (const other of parts) other.ariaPressed = String(other === button);
  };
}
document.body.dataset.part = 'page';
filter.oninput = draw;
find('#reload').onclick = () => frame?.reload();

function move(step) {
  const all = [...list.querySelectorAll('.group:not([hidden]) summary')];
  const at = all.indexOf(document.activeElement?.closest('.group')?.querySelector('summary'));
  (all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step] ?? (step < 0 ? filter : null))?.focus();
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target === filter;
  const inList = typing || event.target.closest?.('aside');
  if (event.key === '/' && !typing) filter.focus();
  else if (event.key === 'Escape' && typing) { filter.value = ''; draw(); }
  else if (event.key === 'ArrowDown' && inList) move(1);
  else if (event.key === 'ArrowUp' && inList && !typing) move(-1);
  else if (event.key === 'c' && !typing) event.target.closest?.('.group')?.querySelector('.grant button')?.click();
  else return;
  event.preventDefault();
});
draw();
