package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Map;

/** The events of containerd: a call of gRPC with an endless answer, which has one message for each event. */
final class GrpcStream implements RuntimeEventStream {
  private final SocketChannel channel;
  private final MessageListener taker;
  private final GrpcCall call = new GrpcCall();
  private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);

  /** Receives a message. */
  interface MessageListener {
    void onMessage(ProtobufMessage message) throws IOException;
  }

  private GrpcStream(SocketChannel channel, MessageListener taker) {
    this.channel = channel;
    this.taker = taker;
  }

  /** Opens a stream. The selector reports when data arrives. */
  static GrpcStream open(UnixSocket socket, String method, byte[] request, Selector selector, MessageListener taker)
      throws IOException {
    SocketChannel channel = socket.send(GrpcRequest.of(method, Map.of(), request));
    channel.register(selector, SelectionKey.OP_READ);
    return new GrpcStream(channel, taker);
  }

  @Override
  public void read() throws IOException {
    if (channel.read(in.clear()) < 0) {
      throw new IOException("the connection ended within the stream of events");
    }
    UnixSocket.write(channel, call.read(in.flip()));
    for (byte[] message : call.takeMessages()) {
      taker.onMessage(ProtobufMessage.parse(message));
    }
    if (call.isDone()) {
      throw new IOException("the stream of events has ended");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
