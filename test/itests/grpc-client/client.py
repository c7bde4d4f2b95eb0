"""A client of the gRPC service in Python, by the published protos, that calls it as Falco's client for Python does.

python3 client.py PROTOS TARGET CERTIFICATES CALL [LAST]: as client.js, and prints the same lines.
"""
import json
import os
import subprocess
import sys
import tempfile
import threading

import grpc


def stubs(protos):
    """Makes modules of the protos, as protoc and its plugin for gRPC do, and imports them."""
    made = tempfile.mkdtemp(dir='.')
    plugin = '--plugin=protoc-gen-grpc=/usr/bin/grpc_python_plugin'
    files = ['schema.proto', 'outputs.proto', 'version.proto']
    subprocess.run(['protoc', plugin, '-I', protos, '--python_out', made, '--grpc_out', made, *files], check=True)
    sys.path.insert(0, made)
    import outputs_pb2, outputs_pb2_grpc, schema_pb2, version_pb2, version_pb2_grpc

    return outputs_pb2, outputs_pb2_grpc, schema_pb2, version_pb2, version_pb2_grpc


def connect(target, certificates):
    if certificates == '-':
        return grpc.insecure_channel(target)
    read = [open(os.path.join(certificates, name), 'rb').read() for name in ('ca.crt', 'client.key', 'client.crt')]
    return grpc.secure_channel(target, grpc.ssl_channel_credentials(*read))


def show(answer):
    print(json.dumps(answer, ensure_ascii=False, separators=(',', ':')), flush=True)


def alert(response, schema):
    return {
        'time': {'seconds': str(response.time.seconds), 'nanos': response.time.nanos},
        'priority': schema.priority.Name(response.priority).upper(),
        'source_deprecated': schema.source.Name(response.source_deprecated).upper(),
        'rule': response.rule,
        'output': response.output,
        'output_fields': dict(sorted(response.output_fields.items())),
        'hostname': response.hostname,
        'tags': list(response.tags),
        'source': response.source,
    }


class Requests:
    """Requests that go out all the time, ten in a second, until the client has enough."""

    def __init__(self, request):
        self.request = request
        self.enough = threading.Event()

    def __iter__(self):
        yield self.request
        while not self.enough.wait(0.1):
            yield self.request


def main(protos, target, certificates, call, last=None):
    outputs, outputs_grpc, schema, version, version_grpc = stubs(protos)
    channel = connect(target, certificates)
    if call == 'version':
        answer = version_grpc.serviceStub(channel).version(version.request())
        show({field.name: getattr(answer, field.name) for field in answer.DESCRIPTOR.fields})
        return
    stub = outputs_grpc.serviceStub(channel)
    if call == 'get':
        for response in stub.get(outputs.request()):
            show(alert(response, schema))
        return
    requests = Requests(outputs.request())
    for response in stub.sub(iter(requests)):
        show(alert(response, schema))
        if response.output_fields['evt.arg.name'] == last:
            requests.enough.set()


if __name__ == '__main__':
    try:
        main(*sys.argv[1:])
        show({'status': 'OK', 'details': ''})
    except grpc.RpcError as e:
        show({'status': e.code().name, 'details': e.details()})
