# carrel-expect: ok
# carrel-stdout: held
# carrel-network: loopback
# carrel-limits: wall=8s
# carrel-why: the guard of the loopback tests: a server and its client in one program must work there, or the others prove nothing.
import socket
import threading

server = socket.create_server(("127.0.0.1", 8000))


def answer():
    connection, _ = server.accept()
    with connection:
        connection.sendall(connection.recv(100).upper())


threading.Thread(target=answer, daemon=True).start()
with socket.create_connection(("127.0.0.1", 8000), timeout=3) as client:
    client.sendall(b"held")
    print(client.recv(100).decode().lower())
