package org.eyas.source.k8saudit.envelope;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.failure.Reason;
import org.eyas.json.JsonException;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonText;
import org.eyas.source.k8saudit.input.AuditDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the envelopes of one document after another, and collects their audit events. An envelope is recognized by its shape
 * alone. Everything in it is the word of the sender: its depth and its size after unpacking are limited, and damaged parts
 * are refused one by one. One thread calls it; any thread may read {@link #skipped}.
 *
 * <pre>
 *   Firehose request -> base64, gzip -> CloudWatch messages -> text -> audit event
 *   Pub/Sub push     -> base64       -> log entry                   -> audit event with the same content
 *   Azure records    -> record                              -> text -> audit event
 * </pre>
 */
public final class EnvelopeOpener {
  private static final Logger LOG = LoggerFactory.getLogger(EnvelopeOpener.class);
  private static final int MOST_LEVELS = 7;
  private static final Bytes EVENT = Text.of("Event");
  private static final Bytes EVENT_LIST = Text.of("EventList");
  private static final JsonMember KIND = JsonMember.named("kind");
  private static final JsonMember ITEMS = JsonMember.named("items");

  private final int mostBytes;
  private final Refusals refusals;
  private final List<Envelope> envelopes =
      List.of(
          new CloudWatchMessages(), new LambdaLogsEvent(), new FirehoseRequest(), new PubSubPush(), new KubernetesLogEntry(),
          new DiagnosticRecords(), new DiagnosticRecord(), new AuditTableRow());
  private final UnwrappedEvents events = new UnwrappedEvents();
  private final Level[] levels = new Level[MOST_LEVELS];
  private final AtomicLong skipped = new AtomicLong();
  private AuditDocument document = new AuditDocument();
  private int leftBytes;

  /** Receives the parts of documents that are not used. */
  @FunctionalInterface
  public interface Refusals {
    /** @param place the document and the part, in words for the user */
    void refuse(String place, String reason);
  }

  /** @param mostBytes the bytes that one document may have after unpacking */
  public EnvelopeOpener(int mostBytes, Refusals refusals) {
    this.mostBytes = mostBytes;
    this.refusals = refusals;
    for (int i = 0; i < MOST_LEVELS; i++) {
      levels[i] = new Level(i);
    }
  }

  /** Begins with another document. */
  public void begin(AuditDocument of) {
    document = of;
    leftBytes = mostBytes;
    events.clear();
    levels[0].cluster = "";
  }

  /**
   * Opens a value of the document.
   *
   * @return false if it is not an envelope
   */
  public boolean isOpened(JsonIndex json, int node) {
    for (Envelope envelope : envelopes) {
      if (envelope.isOne(json, node)) {
        levels[0].open(json, node, envelope);
        return true;
      }
    }
    return false;
  }

  /**
   * Opens a document that is not one JSON value: compressed, several values, or lines with a time.
   *
   * @return false if it is something else, and nothing was opened
   */
  public boolean isOpened(byte[] bytes, int from, int to) {
    return levels[0].isUnpacked(bytes, from, to, "content", 1) || levels[0].isDivided(bytes, from, to);
  }

  /** The events of the document that were found up to now. */
  public UnwrappedEvents events() {
    return events;
  }

  /** The number of log records that were not about requests to an API server. */
  public long skipped() {
    return skipped.get();
  }

  private boolean isAffordable(int bytes) {
    leftBytes -= Math.min(bytes, leftBytes + 1);
    return leftBytes >= 0;
  }

  private void refuse(String part, String reason) {
    refusals.refuse(document.place() + ", " + part, reason);
  }

  /** The contents of envelopes that are so deep within others. */
  private final class Level implements EnvelopeContents {
    private final int depth;
    private final JsonIndex own = new JsonIndex();
    private final JsonText text = new JsonText();
    private JsonIndex json = own; // of the envelope whose contents these are
    private String cluster = "";
    private byte[] copy = {};

    Level(int depth) {
      this.depth = depth;
    }

    void open(JsonIndex index, int node, Envelope envelope) {
      json = index;
      envelope.open(index, node, this);
    }

    private Level next() {
      Level next = levels[depth + 1];
      next.cluster = cluster;
      return next;
    }

    @Override
    public void nameCluster(String name) {
      cluster = UnwrappedEvents.isName(name) ? name : cluster;
    }

    @Override
    public void openText(int node, String noun, int number) {
      if (!json.is(JsonKind.STRING, node)) {
        refuse(noun, number, "it is not text");
        return;
      }
      Bytes content = text.of(json, node);
      int length = content.length();
      copy = copy.length < length || copy.length > 2 * UnwrappedEvents.KEPT_BYTES ? new byte[length] : copy;
      content.copyTo(copy, 0);
      openBytes(copy, 0, length, noun, number);
    }

    @Override
    public void openBase64(int node, String noun, int number) {
      if (!json.is(JsonKind.STRING, node)) {
        refuse(noun, number, "it has no data");
        return;
      }
      byte[] content;
      try {
        content = Base64.getDecoder().decode(text.of(json, node).toArray());
      } catch (IllegalArgumentException e) {
        refuse(noun, number, "its data is not base64");
        return;
      }
      openBytes(content, 0, content.length, noun, number);
    }

    private void openBytes(byte[] bytes, int from, int to, String noun, int number) {
      if (depth + 1 == MOST_LEVELS) {
        refuse(noun, number, "it has more envelopes in each other than a cloud provider uses");
      } else if (!isUnpacked(bytes, from, to, noun, number)) {
        openJson(bytes, from, to, noun, number);
      }
    }

    boolean isUnpacked(byte[] bytes, int from, int to, String noun, int number) {
      if (!CompressedContent.isCompressed(bytes, from, to)) {
        return false;
      }
      try {
        byte[] unpacked = CompressedContent.unpack(bytes, from, to, leftBytes);
        if (isAffordable(unpacked.length)) {
          openJson(unpacked, 0, unpacked.length, noun, number);
        } else {
          refuseLarge(noun, number);
        }
      } catch (IOException e) {
        refuse(noun, number, "its compressed content is damaged: " + Reason.of(e));
      }
      return true;
    }

    private void openJson(byte[] bytes, int from, int to, String noun, int number) {
      Level next = next();
      try {
        next.own.parse(bytes, from, to - from);
      } catch (JsonException e) {
        if (!isDivided(bytes, from, to)) {
          refuse(noun, number, Reason.of(e));
        }
        return;
      }
      next.openValue(next.own, 0, noun, number);
    }

    // A single value that is the whole text is not divided: it is damaged.
    boolean isDivided(byte[] bytes, int from, int to) {
      int[] parts = {0, from, to};
      int end = TextParts.divide(bytes, from, to, (start, stop) -> {
        parts[0]++;
        parts[1] = Math.max(parts[1], start);
        parts[2] = stop;
      });
      boolean isWhole = parts[0] == 1 && parts[1] == from;
      if (parts[0] == 0 || isWhole) {
        return false;
      }
      parts[0] = 0;
      TextParts.divide(bytes, from, to, (start, stop) -> openPart(bytes, start, stop, ++parts[0]));
      if (end < to) {
        refuse("value", parts[0] + 1, "it has no end or is not JSON");
      }
      return true;
    }

    private void openPart(byte[] bytes, int from, int to, int number) {
      Level next = next();
      try {
        next.own.parse(bytes, from, to - from);
        next.openValue(next.own, 0, "value", number);
      } catch (JsonException e) {
        refuse("value", number, Reason.of(e));
      }
    }

    @Override
    public void openValue(int node, String noun, int number) {
      openValue(json, node, noun, number);
    }

    private void openValue(JsonIndex index, int node, String noun, int number) {
      if (index.is(JsonKind.ARRAY, node)) {
        openElements(index, node, noun);
        return;
      }
      int kind = KIND.in(index, node);
      Bytes name = index.is(JsonKind.STRING, kind) ? text.of(index, kind) : Text.ABSENT;
      int items = ITEMS.in(index, node);
      if (name.equals(EVENT)) {
        addEvent(index, node, noun, number);
      } else if (name.equals(EVENT_LIST) && index.is(JsonKind.ARRAY, items)) {
        for (int at = items + 1; at < index.after(items); at = index.after(at)) {
          addEvent(index, at, noun, number);
        }
      } else {
        openEnvelope(index, node, noun, number);
      }
    }

    private void openElements(JsonIndex index, int array, String noun) {
      int number = 0;
      for (int at = array + 1; at < index.after(array); at = index.after(at)) {
        if (index.is(JsonKind.ARRAY, at)) {
          refuse(noun, ++number, "it is not an audit event");
        } else {
          openValue(index, at, noun, ++number);
        }
      }
    }

    // The contents of an envelope belong to the next level, whose index and texts are free.
    private void openEnvelope(JsonIndex index, int node, String noun, int number) {
      for (Envelope envelope : envelopes) {
        if (envelope.isOne(index, node)) {
          if (depth + 1 == MOST_LEVELS) {
            refuse(noun, number, "it has more envelopes in each other than a cloud provider uses");
          } else {
            next().open(index, node, envelope);
          }
          return;
        }
      }
      refuse(noun, number, "it is neither an audit event nor a record with one");
    }

    private void addEvent(JsonIndex index, int node, String noun, int number) {
      int start = index.start(node);
      int length = index.end(node) - start;
      if (!index.is(JsonKind.OBJECT, node)) {
        refuse(noun, number, "it is not an object");
      } else if (isAffordable(length)) {
        events.add(index.bytes(), start, start + length);
        addCluster();
      } else {
        refuseLarge(noun, number);
      }
    }

    @Override
    public void addEvent(ByteBuilder event) {
      if (isAffordable(event.length())) {
        events.add(event);
        addCluster();
      } else {
        refuseLarge("event", events.size() + 1);
      }
    }

    private void addCluster() {
      if (!cluster.isEmpty()) {
        events.nameCluster(cluster);
      }
    }

    @Override
    public void skip(int count) {
      if (skipped.getAndAdd(count) == 0) {
        LOG.info(
            "{}: log records that are not about requests to an API server are skipped; deliver only the audit log to save traffic",
            document.place());
      }
    }

    @Override
    public void refuse(String noun, int number, String reason) {
      EnvelopeOpener.this.refuse(noun + " " + number, reason);
    }

    private void refuseLarge(String noun, int number) {
      refuse(
          noun, number,
          "the document has more than " + mostBytes + " bytes after unpacking; let the provider send smaller batches");
    }
  }
}
