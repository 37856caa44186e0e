'use strict';

exports.document = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>%title% %mark% Field notes</title>
<p><a href="%up%index.html">Field notes</a></p>
%body%</html>
`;

exports.page = `
<h1>{{title}}</h1>
<p>{{day}}, {{minutes}}{{#tags}}, <a href="{{file}}">{{tag}}</a>{{/tags}}</p>
{{{html}}}
`;

exports.list = `
<h1>{{heading}}</h1>
{{#years}}
<h2>{{year}}</h2>
<ul>
{{#pages}}
<li><a href="{{up}}{{slug}}.html">{{title}}</a>, {{day}}</li>
{{/pages}}
</ul>
{{/years}}
`;
