package org.eyas.source.k8saudit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.eyas.json.JsonException;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonPointer;
import org.eyas.json.JsonText;
import org.eyas.source.k8saudit.input.InputLimits;

/**
 * The input of the source and its limits. Immutable.
 *
 * @param input as the user wrote it: a path, {@code file://} with a path, {@code -}, or a URL
 * @param limits the limits and options of reading
 * @param maxEventBytes larger events are refused
 * @param localCluster the name by which the cluster of this machine sends; empty if it sends without a name
 * @param certificate the file with certificate and key for https
 * @param mistakes the mistakes of init_config, in words for the user; the defaults replace wrong values
 */
record AuditSettings(String input, InputLimits limits, int maxEventBytes, String localCluster, String certificate,
    List<String> mistakes) {
  /** The default of the largest batch: 20 % more than the API server sends by default, and Falco's default too. */
  private static final int MAX_BATCH_BYTES = 12 << 20;

  private static final String MAX_EVENT = "maxEventSize";
  private static final String MAX_BATCH = "webhookMaxBatchSize";
  private static final String CERTIFICATE = "sslCertificate";
  private static final String FALCOS_CERTIFICATE = "/etc/falco/falco.pem";

  static AuditSettings of(AuditSource.Config config) {
    List<String> mistakes = new ArrayList<>();
    InitConfig init = new InitConfig(config.init_config(), mistakes);
    String input = config.input().isBlank() ? config.open_params().strip() : config.input().strip();
    int maxEventBytes = init.number(MAX_EVENT, config.max_event_kb() << 10);
    int maxBatchBytes = Math.max(maxEventBytes, init.number(MAX_BATCH, MAX_BATCH_BYTES));
    InputLimits limits = new InputLimits(maxBatchBytes, config.start().equals("beginning"), config.position_file().strip());
    String certificate = init.text(CERTIFICATE, FALCOS_CERTIFICATE);
    return new AuditSettings(input, limits, maxEventBytes, config.local_cluster().strip(), certificate, List.copyOf(mistakes));
  }

  /** The JSON that Falco passes to its plugin. */
  private record InitConfig(String text, List<String> mistakes) {
    int number(String name, int standard) {
      String value = text(name, String.valueOf(standard));
      if (value.matches("[1-9][0-9]{0,8}")) {
        return Integer.parseInt(value);
      }
      mistakes.add(
          "init_config of the plugin k8saudit: " + name + " is not a number from 1 to 999999999: '" + value + "'; " + standard
              + " is used instead");
      return standard;
    }

    String text(String name, String standard) {
      JsonIndex json = new JsonIndex();
      byte[] bytes = (text.isBlank() ? "{}" : text).getBytes(UTF_8);
      try {
        json.parse(bytes, 0, bytes.length);
      } catch (JsonException e) {
        addOnce("init_config of the plugin k8saudit is not used: it is not JSON: " + Reason.of(e));
        return standard;
      }
      int node = JsonPointer.of(name).find(json);
      return node == JsonIndex.NONE ? standard : new JsonText().of(json, node).toString();
    }

    private void addOnce(String mistake) {
      if (!mistakes.contains(mistake)) {
        mistakes.add(mistake);
      }
    }
  }
}
