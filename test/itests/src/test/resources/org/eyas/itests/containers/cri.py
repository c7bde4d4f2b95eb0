"""
Runs containers of Kubernetes through containerd's CRI, as a kubelet does. The few messages are encoded by hand: the numbers of
their fields are those of the protocol runtime.v1. cri.py SOCKET IMAGE COUNT PROGRAM...; prints one line "NAME ID" for each.
"""

import sys

import grpc

NODE = 2
SERVICE = "/runtime.v1.RuntimeService/"


def varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def text(field, value):
    data = value if isinstance(value, bytes) else value.encode()
    return varint(field << 3 | 2) + varint(len(data)) + data


def number(field, value):
    return varint(field << 3) + varint(value)


def first_text(message):
    """The text in field 1, which comes first: the id in every answer that is needed here."""
    if not message or message[0] != 0x0A:
        return ""
    return message[2 : 2 + message[1]].decode()


def call(channel, method, request):
    return channel.unary_unary(SERVICE + method)(request, timeout=60)


def stop(channel, sandbox):
    """The last container may end by itself at this moment, and its shim with it: then containerd fails, and a kubelet asks again."""
    try:
        call(channel, "StopPodSandbox", text(1, sandbox))
    except grpc.RpcError:
        call(channel, "StopPodSandbox", text(1, sandbox))


def main(socket, image, count, *command):
    channel = grpc.insecure_channel("unix://" + socket, options=[("grpc.default_authority", "localhost")])
    namespaces = text(1, number(1, NODE))  # security_context.namespace_options.network
    linux = text(1, "/kubepods/besteffort/podu-1") + text(2, namespaces)
    metadata = text(1, "shop-1") + text(2, "u-1") + text(3, "shop")
    sandbox_config = text(1, metadata) + text(8, linux)
    sandbox = first_text(call(channel, "RunPodSandbox", text(1, sandbox_config)))
    for i in range(int(count)):
        name = "app%d" % i
        config = text(1, text(1, name)) + text(2, text(1, image)) + b"".join(text(3, word) for word in command)
        request = text(1, sandbox) + text(2, config) + text(3, sandbox_config)
        container = first_text(call(channel, "CreateContainer", request))
        call(channel, "StartContainer", text(1, container))
        print(name, container, flush=True)
    stop(channel, sandbox)
    call(channel, "RemovePodSandbox", text(1, sandbox))


main(*sys.argv[1:])
