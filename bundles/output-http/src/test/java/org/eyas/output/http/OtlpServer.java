package org.eyas.output.http;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/**
 * A receiver of OTLP/HTTP with OpenTelemetry's own messages: it answers 400 to what they cannot read, and rejects records whose
 * severity is DEBUG with a partial success.
 */
public final class OtlpServer implements AutoCloseable {
  private final List<ResourceLogs> received = new CopyOnWriteArrayList<>();
  private final List<LogRecord> accepted = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  public OtlpServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/logs", this::handle);
    server.start();
  }

  /** The records that were not rejected. */
  public List<LogRecord> accepted() {
    return List.copyOf(accepted);
  }

  /** All records, each with its resource. */
  public List<ResourceLogs> received() {
    return List.copyOf(received);
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/v1/logs";
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(new GZIPInputStream(exchange.getRequestBody()).readAllBytes(), StandardCharsets.UTF_8);
    boolean json = "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
    try {
      ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
      JsonFormat.parser().merge(body, request);
      answer(exchange, json ? 200 : 415, JsonFormat.printer().print(response(request.build())));
    } catch (InvalidProtocolBufferException e) {
      answer(exchange, 400, String.valueOf(e.getMessage()));
    }
  }

  private ExportLogsServiceResponse response(ExportLogsServiceRequest request) {
    ExportLogsServiceResponse.Builder response = ExportLogsServiceResponse.newBuilder();
    received.addAll(request.getResourceLogsList());
    for (LogRecord entry : request.getResourceLogs(0).getScopeLogs(0).getLogRecordsList()) {
      if (entry.getSeverityNumberValue() < 9) {
        response.setPartialSuccess(
            ExportLogsPartialSuccess.newBuilder().setRejectedLogRecords(1).setErrorMessage("no records of DEBUG"));
      } else {
        accepted.add(entry);
      }
    }
    return response.build();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
