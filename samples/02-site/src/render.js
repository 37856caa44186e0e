'use strict';
const mustache = require('mustache');
const escapeHtml = require('escape-html');
const he = require('he');
const _ = require('lodash');
const slugify = require('slugify');
const layout = require('./layout');

exports.renderPage = function renderPage(page) {
  const body = mustache.render(layout.page, { ...page, tags: page.tags.map((tag) => ({ tag, file: tagFile(tag) })) });
  return wrap(page.title, '', body);
};

/** The start page and one page for each tag, newest first. */
exports.renderIndex = function renderIndex(pages) {
  const tags = _.uniq(_.flatMap(pages, 'tags')).sort();
  return [
    { file: 'index.html', html: wrap('All pages', '', list('All pages', '', pages)) },
    ...tags.map((tag) => ({
      file: tagFile(tag),
      html: wrap(tag, '../', list(tag, '../', pages.filter((page) => page.tags.includes(tag)))),
    })),
  ];
};

function list(heading, up, pages) {
  const years = _.chain(pages)
    .orderBy(['date', 'title'], ['desc', 'asc'])
    .groupBy((page) => page.date.slice(0, 4))
    .map((inYear, year) => ({ year, pages: inYear }))
    .orderBy('year', 'desc')
    .value();
  return mustache.render(layout.list, { heading, up, years });
}

function wrap(title, up, body) {
  return layout.document.replace(/%(title|up|body)%/g, (_match, name) => ({ title: escapeHtml(title), up, body: `${body.trim()}\n` })[name])
    .replace('%mark%', he.encode('—', { useNamedReferences: true }));
}

function tagFile(tag) {
  return `tags/${slugify(tag, { lower: true, strict: true })}.html`;
}
