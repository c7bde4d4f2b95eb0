package org.eyas.output.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eyas.spool.delivery.AlertSender;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.TestCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts over TLS to a real broker that requires a certificate, with PEM files as docs/how-to/send-to-kafka.md says. */
@Timeout(240)
class KafkaTlsTest {
  @TempDir private Path folder;

  private static KafkaTopic topic(KafkaBroker broker, String trusted, Path identity) throws Exception {
    return Outputs.topic(
        broker.tlsAddress(), "alerts", Integer.MAX_VALUE, "security.protocol=SSL", "ssl.truststore.type=PEM",
        "ssl.truststore.location=" + trusted, "ssl.keystore.type=PEM", "ssl.keystore.location=" + identity);
  }

  @Test
  void alertsWaitForARightAuthorityAndThenArrive() throws Exception {
    assumeTrue(TestCertificates.possible(), "no openssl: Kafka over TLS is not tested");
    TestCertificates certificates = TestCertificates.in(folder.resolve("pki"));
    Path identity = KafkaBroker.identity(certificates, "client");
    try (KafkaBroker broker = new KafkaBroker(folder, certificates)) {
      broker.create("alerts", 1, Map.of());
      Path spool = folder.resolve("spool");
      AlertSender<KeyedMessage> wrong = Outputs.spooled(topic(broker, certificates.path("other.crt"), identity), spool);
      Outputs.send(wrong, "host", List.of("a", "b"));
      ConditionWait.until(() -> wrong.kept().problem().contains("SSL handshake failed"), () -> wrong.kept().problem());
      wrong.close(0);
      AlertSender<KeyedMessage> right = Outputs.spooled(topic(broker, certificates.path("ca.crt"), identity), spool);
      ConditionWait.until(() -> right.kept().waiting() == 0, () -> right.kept().problem());
      right.close(1_000);
      assertEquals(List.of("a", "b"), broker.values("alerts"));
      assertTrue(right.kept().problem().isEmpty());
    }
  }
}
