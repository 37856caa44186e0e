'use strict';
// Reads /content (granted for reading), writes /site (granted for writing). Nothing else exists in this guest.
const fs = require('node:fs');
const path = require('node:path');
const { readPage } = require('./src/page');
const { renderPage, renderIndex } = require('./src/render');

const [content, site] = ['/content', '/site'].map((folder, i) => process.argv[2 + i] ?? folder);

const pages = fs
  .readdirSync(content)
  .filter((name) => name.endsWith('.md'))
  .sort()
  .map((name) => readPage(name, fs.readFileSync(path.join(content, name), 'utf8')));

fs.mkdirSync(path.join(site, 'tags'), { recursive: true });
for (const page of pages) {
  write(`${page.slug}.html`, renderPage(page));
}
for (const { file, html } of renderIndex(pages)) {
  write(file, html);
}
console.log(`${pages.length} pages`);

function write(file, html) {
  fs.writeFileSync(path.join(site, file), html);
  console.log(`${file}  ${Buffer.byteLength(html)} bytes`);
}
