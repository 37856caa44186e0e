'use strict';
const matter = require('gray-matter');
const frontMatter = require('front-matter');
const slugify = require('slugify');
const dayjs = require('dayjs');
const readingTime = require('reading-time');
const { marked } = require('marked');

/** A Markdown file as a page: its front matter checked, its text as HTML. */
exports.readPage = function readPage(name, text) {
  if (!frontMatter.test(text)) {
    throw new Error(`${name} has no front matter`);
  }
  const { data, content } = matter(text);
  const date = dayjs(data.date);
  if (!data.title || !date.isValid()) {
    throw new Error(`${name} needs a title and a date`);
  }
  return {
    title: data.title,
    slug: slugify(data.title, { lower: true, strict: true }),
    tags: data.tags ?? [],
    date: date.format('YYYY-MM-DD'),
    day: date.format('D MMMM YYYY'),
    minutes: readingTime(content).text,
    html: marked.parse(content),
  };
};
