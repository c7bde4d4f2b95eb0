package org.eyas.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration of the gRPC server, by PID; empty if it is disabled. */
final class GrpcConfig {
  private static final String PID = "org.eyas.grpc";

  private GrpcConfig() {}

  static Map<String, Map<String, Object>> server(ConfigTree tree) {
    if (!tree.flag("grpc.enabled")) {
      return Map.of();
    }
    Map<String, Object> server = new LinkedHashMap<>();
    for (String key : List.of("bind_address", "private_key", "cert_chain", "root_certs")) {
      server.put(key.replace('_', '.'), tree.text("grpc." + key));
    }
    server.put("threadiness", tree.number("grpc.threadiness"));
    server.put("delivery", tree.text("eyas.grpc.delivery"));
    server.put("queue", tree.number("eyas.grpc.queue"));
    server.put("max.clients", tree.number("eyas.grpc.max_clients"));
    server.put("socket.mode", tree.text("eyas.grpc.socket_mode"));
    return Map.of(PID, server);
  }
}
