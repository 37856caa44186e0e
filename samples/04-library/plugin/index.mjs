import { orders, priceOf } from 'bailey:host';
import { readFileSync } from 'node:fs';

export async function invoice() {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of orders) text += decoder.decode(chunk, { stream: true });
  let cents = 0;
  for (const line of text.trim().split('\n')) {
    const [article, count] = line.split(',');
    cents += count * await priceOf(article);
  }
  return { cents, discount: (percent) => Math.round(cents * (100 - percent) / 100) };
}

export const misprint = () => priceOf('bred');
export const spy = () => readFileSync('/etc/passwd', 'utf8');
export const forever = () => { for (;;); };
