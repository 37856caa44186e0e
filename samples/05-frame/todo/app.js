// TodoMVC in plain script: kept in localStorage, filtered by the address.
const $ = (id) => document.getElementById(id);
let things = JSON.parse(localStorage.getItem('things') ?? '[]');

function save() {
  localStorage.setItem('things', JSON.stringify(things));
  draw();
}

function draw() {
  const show = location.hash.slice(1) || 'all';
  const left = things.filter((thing) => !thing.done).length;
  $('list').replaceChildren(...things.filter((thing) => show === 'all' || (show === 'done') === thing.done).map(row));
  $('left').textContent = `${left} ${left === 1 ? 'thing' : 'things'} left`;
  $('foot').hidden = things.length === 0;
  $('clear').hidden = left === things.length;
  for (const link of document.querySelectorAll('nav a')) link.className = link.hash === `#${show}` ? 'on' : '';
  // The page that shows this one, if one does.
  globalThis.bailey?.post('left', left);
}

function row(thing) {
  const item = document.createElement('li');
  item.className = thing.done ? 'done' : '';
  const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: thing.done, ariaLabel: `Done: ${thing.text}` });
  box.onchange = () => { thing.done = box.checked; save(); };
  const label = Object.assign(document.createElement('label'), { textContent: thing.text });
  label.ondblclick = () => edit(thing, label);
  const remove = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Remove', ariaLabel: `Remove: ${thing.text}` });
  remove.onclick = () => { things = things.filter((other) => other !== thing); save(); };
  item.append(box, label, remove);
  return item;
}

function edit(thing, label) {
  const input = Object.assign(document.createElement('input'), { className: 'edit', value: thing.text, ariaLabel: 'Edit' });
  const end = () => { thing.text = input.value.trim() || thing.text; save(); };
  input.onblur = end;
  input.onkeydown = ({ key }) => {
    if (key === 'Enter') input.blur();
    if (key === 'Escape') { input.onblur = null; draw(); }
  };
  label.replaceWith(input);
  input.focus();
}

$('add').onsubmit = (event) => {
  event.preventDefault();
  const text = $('new').value.trim();
  if (text === '') return;
  things.push({ text, done: false });
  $('new').value = '';
  save();
};
$('clear').onclick = () => { things = things.filter((thing) => !thing.done); save(); };
addEventListener('hashchange', draw);
draw();
