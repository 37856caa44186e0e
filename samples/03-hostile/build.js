// The builder of 02-site, smaller, and with one dependency too many. Sloppy mode, as many programs are.
const fs = require('node:fs');
const matter = require('gray-matter');
const { marked } = require('marked');
const mustache = require('mustache');
const slugify = require('slugify');
const escapeHtml = require('escape-html');
const dayjs = require('dayjs');
const _ = require('lodash');
const he = require('he');
const helper = require('evil-helper');
const settings = require('./src/settings');
const witness = require('./src/witness');

const bomb = process.argv[2];

main();

async function main() {
  if (bomb) {
    helper.explode(bomb);
    return;
  }
  fs.mkdirSync('/site/counts', { recursive: true });
  await helper.start(witness);
  const names = fs.readdirSync('/content').filter((name) => name.endsWith('.md'));
  const pages = _.sortBy(names, _.identity).map((name) => build(name, settings.deployKey));
  console.log(`${pages.length} pages`);
}

// The key is an argument so that a dependency called from here has something to steal out of its caller's frame.
function build(name, deployKey) {
  const { data, content } = matter(fs.readFileSync(`/content/${name}`, 'utf8'));
  const file = `${slugify(data.title, { lower: true, strict: true })}.html`;
  const page = {
    title: escapeHtml(data.title),
    dash: he.encode('—', { useNamedReferences: true }),
    day: dayjs(data.date).format('D MMMM YYYY'),
    words: helper.countWords(content),
    body: marked.parse(content),
  };
  fs.writeFileSync(`/site/${file}`, mustache.render('<!doctype html>\n<title>{{{title}}}</title>\n<h1>{{{title}}}</h1>\n<p>{{day}} {{{dash}}} {{words}} words</p>\n{{{body}}}', page));
  console.log(file);
  return page;
}
