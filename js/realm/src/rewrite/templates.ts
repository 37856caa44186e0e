import type { TaggedTemplateExpression, TemplateElement, TemplateLiteral } from 'acorn';
import { callee } from './calls.js';
import { RewriteError } from './errors.js';
import { rawTemplateText, templateText } from './escape.js';
import { expression } from './expressions.js';
import { Level } from './precedence.js';
import type { Printer } from './printer.js';

export function templateLiteral(p: Printer, node: TemplateLiteral): void {
  parts(p, node, (part) => {
    if (typeof part.value.cooked !== 'string') throw new RewriteError('Refused', 'malformed template', part.start);
    p.out += templateText(part.value.cooked);
  });
}

/** The tag sees the raw text, line breaks included. */
export function taggedTemplate(p: Printer, node: TaggedTemplateExpression): void {
  callee(p, node.tag);
  parts(p, node.quasi, (part) => {
    p.out += rawTemplateText(part.value.raw, part.start);
    p.skipLines(part.end);
  });
}

function parts(p: Printer, node: TemplateLiteral, print: (part: TemplateElement) => void): void {
  p.at(node.start);
  p.out += '`';
  for (let i = 0; i < node.quasis.length; i++) {
    const part = node.quasis[i]!;
    if (i > 0) {
      p.out += '${';
      expression(p, node.expressions[i - 1]!, Level.Sequence);
      p.at(part.start - 1);
      p.out += '}';
    }
    print(part);
  }
  p.out += '`';
}
