// A listener on the loopback address stands for the attacker's machine.
const port = 47613;

exports['network-http'] = () =>
  new Promise((done, fail) => {
    require('http').get({ host: '127.0.0.1', port, path: '/http' }, () => done('an answer')).on('error', fail);
  });

exports['network-net'] = () =>
  new Promise((done, fail) => {
    const socket = require('net').connect(port, '127.0.0.1', () => {
      socket.end('GET /net HTTP/1.0\r\n\r\n');
      done('a connection');
    });
    socket.on('error', fail);
  });

exports['network-fetch'] = async () => {
  await fetch(`http://127.0.0.1:${port}/fetch`);
  return 'an answer';
};

exports['network-udp'] = () =>
  new Promise((done, fail) => {
    const socket = require('dgram').createSocket('udp4');
    socket.send('udp', port, '127.0.0.1', (error) => {
      socket.close();
      error ? fail(error) : done('a datagram');
    });
  });
