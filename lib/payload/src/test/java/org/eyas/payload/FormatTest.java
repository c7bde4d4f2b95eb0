package org.eyas.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eyas.api.alert.RenderedAlert;
import org.junit.jupiter.api.Test;

/** Checks each format against the receiver's documentation, with difficult alerts. */
class FormatTest {
  private static final String HOST = "shop 7/ä";
  private static final String TIME = "2023-11-14T22:13:20.123456789Z";
  private static final String RFC3339 = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)";

  private static PayloadMessage message(String format, RenderedAlert alert) {
    try {
      return PayloadFormats.named(format, HOST).of(alert);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Received shell(String format) {
    return Received.of(message(format, TestAlerts.shell()));
  }

  private static void eachIsTaken(String format, String contentType, Consumer<Received> receiver) {
    for (RenderedAlert alert : TestAlerts.all()) {
      PayloadMessage message = message(format, alert);
      assertEquals(contentType, message.contentType());
      receiver.accept(Received.of(message));
    }
  }

  /** docs.slack.dev: chat.postMessage, attachments, Block Kit section, context, text object. */
  @Test
  void slackTakesAMessageWithAnAttachmentOfBlocks() {
    eachIsTaken("slack", "application/json", FormatTest::slack);
    Received attachment = shell("slack").at("attachments").list(1, 1).getFirst();
    attachment.at("color").is("#f2b705");
    List<Received> blocks = attachment.at("blocks").list(3, 3);
    blocks.get(0).at("text").at("text").is("22:13:20.123456789: Warning Shell started (user=root shell=bash)");
    blocks.get(1).at("fields").list(5, 5).get(3).at("text").is("proc.name: bash");
    String hostile = Received.of(message("slack", TestAlerts.hostile())).at("text").text();
    assertTrue(hostile.startsWith("Critical: Rule \"with\" &lt;quotes&gt; &amp; \\"), hostile);
  }

  @Test
  void marksOfDirectionAreVisibleInChatsAndKeepTheirValueInJson() {
    for (String format : List.of("slack", "teams", "discord")) {
      String body = message(format, TestAlerts.reversed()).body();
      assertTrue(body.contains("\\\\u202egpj") && !body.contains("\u202e"), body);
      assertEquals(-1, body.replace("\\\\u202e", "").indexOf("\\u202e"), body);
    }
    String falco = message("falco", TestAlerts.reversed()).body();
    assertTrue(falco.contains("\"output\":\"22:13:20.123456789: Notice opened /tmp/\\u202egpj.sh\""), falco);
    assertTrue(falco.contains("\"fd.name\":\"/tmp/\\u202egpj.sh\""), falco);
  }

  private static void slack(Received body) {
    body.only("text", "attachments").at("text").text(1, 4_000);
    for (Received attachment : body.at("attachments").list(1, 20)) {
      attachment.only("color", "blocks").at("color").matches("#[0-9a-f]{6}");
      attachment.at("blocks").list(1, 50).forEach(FormatTest::slackBlock);
    }
  }

  private static void slackBlock(Received block) {
    switch (block.at("type").text()) {
      case "section" -> {
        block.only("type", "text", "fields");
        if (block.map().containsKey("text")) {
          slackText(block.at("text"), 3_000);
        } else {
          block.at("fields").list(1, 10).forEach(field -> slackText(field, 2_000));
        }
      }
      case "context" -> block.only("type", "elements").at("elements").list(1, 10).forEach(text -> slackText(text, 3_000));
      default -> throw new AssertionError(block);
    }
  }

  // Plain text: with mrkdwn a command line could notify everybody.
  private static void slackText(Received text, int most) {
    text.only("type", "text", "emoji").at("type").is("plain_text");
    text.at("emoji").is(false);
    text.at("text").text(1, most);
  }

  /** learn.microsoft.com: incoming webhooks, an Adaptive Card of at most 28 KB; adaptivecards.io: RichTextBlock, TextRun. */
  @Test
  void teamsTakesAnAdaptiveCard() {
    for (RenderedAlert alert : TestAlerts.all()) {
      PayloadMessage message = message("teams", alert);
      assertTrue(message.body().getBytes(StandardCharsets.UTF_8).length < 28 * 1024, "too large");
    }
    eachIsTaken("teams", "application/json", FormatTest::teams);
    List<Received> body = shell("teams").at("attachments").list(1, 1).getFirst().at("content").at("body").list(8, 8);
    Received title = body.getFirst().at("inlines").list(1, 1).getFirst();
    title.at("color").is("warning");
    title.at("text").is("Warning: Shell in a container");
    List<Received> absent = body.get(3).at("inlines").list(2, 2);
    assertEquals(List.of("k8s.ns.name ", "-"), absent.stream().map(run -> run.at("text").text()).toList());
  }

  private static void teams(Received body) {
    body.only("type", "attachments").at("type").is("message");
    Received attachment = body.at("attachments").list(1, 1).getFirst().only("contentType", "content");
    attachment.at("contentType").is("application/vnd.microsoft.card.adaptive");
    Received card = attachment.at("content").only("$schema", "type", "version", "msteams", "fallbackText", "body");
    card.at("type").is("AdaptiveCard");
    card.at("version").matches("1\\.[0-5]");
    for (Received block : card.at("body").list(1, 100)) {
      block.only("type", "inlines", "spacing").at("type").is("RichTextBlock");
      for (Received run : block.at("inlines").list(1, 10)) {
        run.only("type", "text", "size", "weight", "color", "fontType", "isSubtle").at("type").is("TextRun");
        run.at("text").text(1, 4_000);
        if (run.map().containsKey("color")) {
          run.at("color").matches("default|accent|good|warning|attention");
        }
      }
    }
  }

  /** discord.com/developers: Execute Webhook, Embed Object and its limits. */
  @Test
  void discordTakesAnEmbedWithinItsLimits() {
    eachIsTaken("discord", "application/json", FormatTest::discord);
    Received embed = shell("discord").at("embeds").list(1, 1).getFirst();
    embed.at("color").is(0xF2B705L);
    embed.at("timestamp").is("2023-11-14T22:13:20.123Z");
    embed.at("fields").list(5, 5).get(1).at("value").is("-");
    Received hostiles = Received.of(message("discord", TestAlerts.hostile())).at("embeds").list(1, 1).getFirst();
    String hostile = hostiles.at("description").text();
    assertTrue(hostile.contains("\\[x\\]\\(http://e\\) \\*\\*a\\*\\*"), hostile);
  }

  private static void discord(Received body) {
    body.only("allowed_mentions", "embeds").at("allowed_mentions").at("parse").list(0, 0);
    Received embed = body.at("embeds").list(1, 10).getFirst();
    embed.only("title", "description", "color", "timestamp", "fields", "footer").at("timestamp").matches(RFC3339);
    int all = embed.at("title").text(1, 256).length();
    all += embed.at("description").text(1, 4_096).length();
    all += embed.at("footer").at("text").text(1, 2_048).length();
    for (Received field : embed.at("fields").list(0, 25)) {
      all += field.only("name", "value", "inline").at("name").text(1, 256).length();
      all += field.at("value").text(1, 1_024).length();
    }
    assertTrue(all <= 6_000, "characters of an embed: " + all);
    assertTrue((Long) embed.at("color").value() <= 0xFFFFFF);
  }

  /** elastic.co: Index API, a document with @timestamp as a date of strict_date_optional_time; Falcosidekick's names. */
  @Test
  void elasticsearchTakesADocument() {
    eachIsTaken("elasticsearch", "application/json", document -> {
      document.at("@timestamp").is(TIME);
      falco(document);
    });
    Received document = shell("elasticsearch");
    document.at("output_fields").at("proc.pid").is(4_711L);
    document.at("output_fields").at("k8s.ns.name").is(null);
    document.at("tags").list(2, 2).getFirst().is("T1059");
    document.at("uuid").matches("[0-9a-f-]{36}");
  }

  /** grafana.com: POST /loki/api/v1/push. */
  @Test
  void lokiTakesAStream() {
    eachIsTaken("loki", "application/json", body -> {
      Received stream = body.only("streams").at("streams").list(1, 1).getFirst().only("stream", "values");
      stream.at("stream").map().forEach((name, value) -> {
        assertTrue(String.valueOf(name).matches("[a-zA-Z_][a-zA-Z0-9_]*"), String.valueOf(name));
        new Received(value).text(1, 2_048);
      });
      List<Received> value = stream.at("values").list(1, 1).getFirst().list(2, 2);
      value.getFirst().is(String.valueOf(TestAlerts.NANOS));
      falco(new Received(StrictJson.parse(value.getLast().text())));
    });
    shell("loki").at("streams").list(1, 1).getFirst().at("stream").at("level").is("warning");
  }

  /** Alertmanager's api/v2/openapi.yaml: postableAlerts. */
  @Test
  void alertmanagerTakesAnAlert() {
    eachIsTaken("alertmanager", "application/json", body -> {
      Received alert = body.list(1, 1).getFirst().only("labels", "annotations", "startsAt");
      labels(alert.at("labels"));
      labels(alert.at("annotations"));
      alert.at("labels").at("alertname").text(1, 10_000);
      alert.at("startsAt").matches(RFC3339);
    });
    Received alert = shell("alertmanager").list(1, 1).getFirst();
    assertEquals(
        Map.of(
            "alertname", "Shell in a container", "severity", "warning", "priority", "Warning", "source", "syscall",
            "hostname", HOST, "container_id", "3ad7b26ded6d", "container_name", "", "k8s_ns_name", "", "k8s_pod_name",
            "web-1"),
        alert.at("labels").map());
    alert.at("annotations").at("field_proc_name").is("bash");
  }

  private static void labels(Received labels) {
    labels.map().forEach((name, value) -> {
      assertTrue(String.valueOf(name).matches("[a-zA-Z_][a-zA-Z0-9_]*"), String.valueOf(name));
      new Received(value).text();
    });
  }

  /** CloudEvents 1.0.2, structured mode of the HTTP binding and the JSON format. */
  @Test
  void aCloudEventIsWhole() throws Exception {
    eachIsTaken("cloudevents", "application/cloudevents+json; charset=UTF-8", event -> {
      event.at("specversion").is("1.0");
      event.at("id").text(1, 100);
      event.at("type").text(1, 100);
      assertEquals("/eyas/shop%207%2F%C3%A4", URI.create(event.at("source").text()).toString());
      event.at("subject").text(1, 10_000);
      event.at("time").matches(RFC3339);
      event.at("datacontenttype").is("application/json");
      event.map().keySet().forEach(name -> assertTrue(String.valueOf(name).matches("[a-z0-9]+"), String.valueOf(name)));
      falco(event.at("data"));
    });
    assertNotEquals(shell("cloudevents").at("id"), shell("cloudevents").at("id"));
  }

  @Test
  void falcosidekickTakesFalcosJson() {
    eachIsTaken("falco", "application/json", FormatTest::falco);
    Received alert = shell("falco");
    alert.at("output").is("22:13:20.123456789: Warning Shell started (user=root shell=bash)");
    alert.at("hostname").is(HOST);
    alert.at("time").is(TIME);
    alert.at("output_fields").at("evt.time").is(TestAlerts.NANOS);
    Received.of(message("falco", TestAlerts.internal())).at("output").is("n_drops=3");
    Received hostile = Received.of(message("falco", TestAlerts.hostile()));
    hostile.at("output_fields").at("proc.cmdline").is(
        "echo \"</script>\" \\ <!channel> @everyone {{rule}} \u0000\u0007\t\r\n \uFFFD \u2028");
  }

  /** What falcosidekick checks of a body: handlers.go. */
  private static void falco(Received body) {
    body.at("priority").matches("(?i)emergency|alert|critical|error|warning|notice|informational|info|debug");
    body.at("rule").text(1, 10_000);
    assertTrue(OffsetDateTime.parse(body.at("time").text()).toInstant().isAfter(Instant.EPOCH));
    assertTrue(!body.at("output_fields").map().isEmpty());
    for (String name : List.of("k8s.ns.name", "k8s.pod.name")) {
      Object value = body.at("output_fields").map().get(name);
      assertTrue(value == null || value instanceof String, name);
    }
    body.at("tags").list(0, 100).forEach(Received::text);
    body.at("source").text(1, 100);
  }
}
