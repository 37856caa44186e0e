export * from 'victim';
