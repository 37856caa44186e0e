export * as all from 'victim';
