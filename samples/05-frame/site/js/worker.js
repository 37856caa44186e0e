importScripts('sieve.js');
onmessage = ({ data }) => postMessage(primesFrom(data, 8));
