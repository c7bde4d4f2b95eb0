package org.eyas.output.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Provides the name of each call's client for the log. */
final class ClientNameInterceptor implements ServerInterceptor {
  private static final Context.Key<String> NAME = Context.keyWithDefault("client", "client");

  private final AtomicLong calls = new AtomicLong();

  /** The client of the call that the current thread handles. */
  static String current() {
    return NAME.get();
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Object from = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    String name = "client " + calls.incrementAndGet() + place(from);
    return Contexts.interceptCall(Context.current().withValue(NAME, name), call, headers, next);
  }

  // A client on a unix socket has no address.
  private static String place(@Nullable Object from) {
    return from instanceof InetSocketAddress address ? " at " + address.getHostString() + ":" + address.getPort() : "";
  }
}
