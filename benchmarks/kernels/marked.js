// Renders a long document of every kind of block. `marked` is the library's text, evaluated beside this one.
const paragraphs = [];
for (let i = 0; i < 60; i++) {
  paragraphs.push(
    `# Heading ${i}`,
    `Some *emphasised* and **strong** text with \`code ${i}\`, a [link](https://example.org/${i} "title") and ![an image](image-${i}.png).`,
    `- first\n- second with **bold**\n  - nested ${i}\n  - and another\n- third`,
    `1. one\n2. two\n\n   a paragraph within\n3. three`,
    `> A quotation that\n> goes on for ${i} lines\n>\n> - with a list`,
    `| a | b | c |\n|---|:-:|--:|\n| ${i} | two | *three* |\n| x | y | z |`,
    '```js\nconst answer = 42; // <escaped> & kept\n```',
    `Line one  \nline two with <span>html</span> and &amp; an entity, ~~struck~~ https://example.org/auto`,
  );
}
const text = paragraphs.join('\n\n');

function run() {
  const html = marked.parse(text, { gfm: true, async: false });
  let sum = 0;
  for (let i = 0; i < html.length; i++) sum = (sum * 31 + html.charCodeAt(i)) | 0;
  return `${html.length} ${sum}`;
}
