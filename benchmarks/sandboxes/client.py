# The client that ./bench measures egress with, bare and in a sandbox: client.py HOST:PORT DIRECT|PROXYPORT LARGE SMALL MANY
# Prints one JSON object: MB/s of large bodies, ms of small requests, ms until MANY connections at once are served.
import json, socket, sys, time

origin, via = sys.argv[1], sys.argv[2]
large, small, many = map(int, sys.argv[3:6])
host, port = origin.split(':')
direct = via == 'direct'
address = (host, int(port)) if direct else ('127.0.0.1', int(via))
buffer = bytearray(1 << 20)


def begin(path):
    connection = socket.create_connection(address, 60)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    target = path if direct else f'http://{origin}{path}'
    connection.sendall(f'GET {target} HTTP/1.1\r\nHost: {origin}\r\nConnection: close\r\n\r\n'.encode())
    return connection


def finish(connection):
    total, head = 0, b''
    while count := connection.recv_into(buffer):
        head = head or bytes(buffer[:12])
        total += count
    connection.close()
    if not head.startswith(b'HTTP/1.1 200'):
        sys.exit(f'the answer is {head}')
    return total


def timed(path):
    start = time.perf_counter()
    total = finish(begin(path))
    return total, time.perf_counter() - start


timed('/small')
speeds = [total / took / 1e6 for total, took in (timed('/large') for _ in range(large))]
times = [timed('/small')[1] * 1e3 for _ in range(small)]

# The server answers none of them before all have asked.
start = time.perf_counter()
for connection in [begin(f'/many/{many}') for _ in range(many)]:
    finish(connection)
print(json.dumps({'large': speeds, 'small': times, 'many': (time.perf_counter() - start) * 1e3}))
