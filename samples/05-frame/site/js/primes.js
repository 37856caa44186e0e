const worker = new Worker('js/worker.js');
worker.onmessage = ({ data }) => { document.getElementById('primes').value = data.join(' '); };
worker.onerror = () => { document.getElementById('primes').value = 'no worker'; };
worker.postMessage(Number(new URLSearchParams(location.search).get('from') ?? 2));
