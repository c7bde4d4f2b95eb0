package org.eyas.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.eyas.api.alert.AlertId;
import org.eyas.api.alert.RenderedAlert;
import org.junit.jupiter.api.Test;

/** Checks documents of the format ocsf against the schema of OCSF's class Detection Finding. */
class FindingSchemaTest {
  private static final JsonSchema SCHEMA = schema();

  private static JsonSchema schema() {
    String file = "ocsf-1.8.0.json";
    try (InputStream in = Objects.requireNonNull(FindingSchemaTest.class.getResourceAsStream(file), file)) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<ValidationMessage> faults(String document) {
    return SCHEMA.validate(document, InputFormat.JSON);
  }

  private static Received finding(RenderedAlert alert) throws IOException {
    PayloadMessage message = PayloadFormats.named("ocsf", "shop").of(alert);
    assertEquals(Set.of(), faults(message.body()), message.body());
    assertEquals("application/json", message.contentType());
    return Received.of(message);
  }

  @Test
  void everyAlertIsAValidFinding() throws Exception {
    for (RenderedAlert alert : TestAlerts.all()) {
      finding(alert);
    }
    finding(TestAlerts.full());
    finding(TestAlerts.ofHost());
  }

  @Test
  void aDnsMessageIsTheQueryOfTheEvidence() throws Exception {
    Received finding = finding(TestAlerts.ofFields(
        Map.of("dns.question.name", "www.example.org", "dns.question.type", "AAAA", "dns.question.class", "IN", "dns.id", 7L)));
    Received query = finding.at("evidences").list(1, 1).getFirst().at("query");
    query.at("hostname").is("www.example.org");
    query.at("type").is("AAAA");
    query.at("packet_uid").is(7L);
  }

  @Test
  void theDomainOfAConnectionIsThatOfItsEndpoint() throws Exception {
    Received finding = finding(TestAlerts.ofFields(Map.of("fd.sip", "192.0.2.1", "fd.domain", "www.example.org")));
    finding.at("evidences").list(1, 1).getFirst().at("dst_endpoint").at("domain").is("www.example.org");
  }

  @Test
  void eachAlertOfAnIncidentIsTheSameFinding() throws Exception {
    Received finding = finding(TestAlerts.ofFields(Map.of("incident.id", "i-1", "incident.score", 119L, "incident.steps", 4L)));
    finding.at("risk_score").is(119L);
    finding.at("finding_info").at("uid").is("i-1");
    finding.at("finding_info").at("related_events_count").is(4L);
  }

  @Test
  void anyValuesOfAnyFieldsAreAValidFinding() throws Exception {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    Random random = new Random(seed);
    List<String> names = DocumentLayout.of("ocsf.tsv").names().stream().filter(name -> name.contains(".")).toList();
    for (int i = 0; i < 2_000; i++) {
      String body = PayloadFormats.named("ocsf", "shop").of(TestAlerts.random(random, names)).body();
      assertEquals(Set.of(), faults(body), () -> "-Deyas.seed=" + seed + ": " + body);
    }
  }

  @Test
  void theSchemaRejectsWhatIsNotAFinding() throws Exception {
    String body = PayloadFormats.named("ocsf", "shop").of(TestAlerts.full()).body();
    for (String wrong : List.of(
        body.replace("\"class_uid\":2004", "\"class_uid\":2005"), body.replace("\"severity_id\":4,", ""),
        body.replace("\"pid\":4711,", ""), body.replace("\"title\"", "\"titel\""),
        body.replace("10.0.0.7\",\"port", "x\",\"port"))) {
      assertNotEquals(body, wrong);
      assertNotEquals(Set.of(), faults(wrong), wrong);
    }
  }

  @Test
  void anAlertBecomesItsFinding() throws Exception {
    Received finding = finding(TestAlerts.full());
    finding.at("time").is(TestAlerts.NANOS / 1_000_000);
    finding.at("severity").is("High");
    finding.at("message").is("22:13:20.123456789: Error curl connects");
    finding.at("device").at("hostname").is("shop");
    Received info = finding.at("finding_info");
    info.at("title").is("Download");
    info.at("desc").is("curl connects");
    info.at("uid").is(AlertId.of(TestAlerts.full().alert()));
    info.at("uid").is(finding.at("metadata").at("uid").text());
    List<Received> attacks = info.at("attacks").list(4, 4);
    attacks.get(0).at("technique").at("uid").is("T1059");
    attacks.get(1).at("technique").at("uid").is("T1105");
    attacks.get(2).at("sub_technique").at("uid").is("T1059.004");
    attacks.get(3).at("tactic").at("name").is("command and control");
    Received pod = finding.at("resources").list(1, 1).getFirst();
    pod.at("name").is("web-1");
    pod.at("namespace").is("shop");
  }

  @Test
  void theEvidenceIsTheProcessItsConnectionAndEveryField() throws Exception {
    Received evidence = finding(TestAlerts.full()).at("evidences").list(1, 1).getFirst();
    evidence.at("process").at("pid").is(4_711L);
    evidence.at("process").at("cmd_line").is("curl -s evil");
    evidence.at("process").at("parent_process").at("name").is("sh");
    evidence.at("user").at("uid").is("0");
    evidence.at("src_endpoint").at("port").is(40_000L);
    evidence.at("dst_endpoint").at("ip").is("2001:db8:0:0:0:0:0:1");
    evidence.at("file").at("name").is("shadow");
    evidence.at("container").at("image").at("uid").is("docker.io/nginx");
    evidence.at("data").at("evt.type").is("connect");
  }

  @Test
  void aHostIsNotAContainerAndAConnectionIsNotAFile() throws Exception {
    Received evidence = finding(TestAlerts.ofHost()).at("evidences").list(1, 1).getFirst();
    assertTrue(Set.of("data").containsAll(evidence.map().keySet()), evidence.toString());
    evidence.at("data").at("proc.name").is("bash");
  }
}
