import victim from 'victim';
export const kind = typeof victim.work;
