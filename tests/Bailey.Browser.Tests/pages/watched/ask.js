const out = document.getElementById('out');
const say = (line) => { out.textContent += (out.textContent ? '\n' : '') + line; };
const ask = (url) => fetch(url).then((answer) => answer.ok ? answer.text() : `status ${answer.status}`, () => 'refused');
document.getElementById('ask').onclick = async () => {
  say(`own: ${(await ask('own.txt')).trim()}`);
  say(`other: ${await ask('http://other.example/')}`);
};
say('ready');
